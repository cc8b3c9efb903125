"""The touchscreen: choose what you came for, see what it takes, take a number."""

from kiosk import letting_in, slip_again
from kiosk.routes import surface

__all__ = ["letting_in", "slip_again", "surface"]
