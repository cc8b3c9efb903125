"""Where a page may send somebody next: only ever to a page of ours."""

from urllib.parse import urlsplit


def local(target: str | None, otherwise: str) -> str:
    """`target` when it is a path of this server, else `otherwise`.

    Browsers read a backslash as a slash and leave tabs and line ends out, so none may be in it.
    """
    if not target or not target.isprintable() or "\\" in target:
        return otherwise
    is_path = target.startswith("/") and not target.startswith("//")
    return target if is_path and not urlsplit(target).netloc else otherwise
