"""The board in the lobby: who is called, to which counter, and what waits."""

from display.routes import surface

__all__ = ["surface"]
