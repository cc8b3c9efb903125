"""The touchscreen: choose what you came for, see what it takes, take a number."""

from kiosk import letting_in, slips
from kiosk.routes import surface

__all__ = ["letting_in", "slips", "surface"]
