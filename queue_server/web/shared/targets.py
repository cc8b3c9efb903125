"""Where a page may send somebody next: only ever to a page of ours."""


def local(target: str | None, otherwise: str) -> str:
    """`target` when it is an address of this server, else `otherwise`."""
    if target and target.startswith("/") and not target.startswith(("//", "/\\")):
        return target
    return otherwise
