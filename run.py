"""Start the hall: `python run.py demo`. `build` is the wiring diagram, in code."""

if __name__ == "__main__":
    # Before anything else is imported; tests that import `build` patch nothing.
    import gc

    from gevent import monkey

    gc.disable()  # what is imported stays: looking for what may go is a third of the start
    monkey.patch_all()

import display
import kiosk
from queue_server import app
from queue_server.__main__ import main
from queue_server.app import Built
from queue_server.kernel.settings import Settings


def build(settings: Settings) -> Built:
    """One hall with its touchscreen and its board."""
    return app.build(settings, surfaces=(kiosk.surface, display.surface))


if __name__ == "__main__":
    gc.enable()
    main(build)
