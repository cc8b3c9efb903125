"""The touchscreen: choose what you came for, see what it takes, take a number."""

from kiosk import slips
from kiosk.routes import surface

__all__ = ["slips", "surface"]
