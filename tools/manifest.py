"""Write the SHA-256 of every vendored file beside it, so that a changed file is noticed."""

import hashlib
import json
from pathlib import Path

FOLDERS = (
    Path("queue_server/web/kit/pages/static/vendor"),
    Path("printer/fonts"),
    Path("tests/vendor"),
)
NAME = "MANIFEST.json"


def sums(folder: Path) -> dict[str, str]:
    """File name -> SHA-256 of everything in a folder but the manifest."""
    files = sorted(f for f in folder.iterdir() if f.is_file() and f.name != NAME)
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


if __name__ == "__main__":
    for place in FOLDERS:
        (place / NAME).write_text(json.dumps(sums(place), indent=2) + "\n")
