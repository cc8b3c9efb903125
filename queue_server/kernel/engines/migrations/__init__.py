"""How the memory grew: numbered steps in portable SQL, each with what one engine says otherwise."""

from collections.abc import Collection, Sequence
from importlib.resources import files

from queue_server.kernel.interface import BadDatabase
from queue_server.kernel.words import said


def steps(engine: str) -> list[tuple[str, str]]:
    """Every step as (name, SQL) in order, the portable part before the engine's own."""
    here = files(__package__)
    names = sorted(f.name.removesuffix(".sql") for f in here.iterdir() if f.name.endswith(".sql"))
    portable = [name for name in names if "." not in name]
    own = {name: f"{name}.{engine}" for name in portable if f"{name}.{engine}" in names}

    def text(name: str) -> str:
        return (here / f"{name}.sql").read_text(encoding="utf-8")

    return [(name, text(name) + (text(own[name]) if name in own else "")) for name in portable]


def check_known(done: Collection[str], known: Sequence[tuple[str, str]]) -> None:
    """Raise BadDatabase when a newer program has already taken steps this one does not know."""
    newer = set(done) - {name for name, _ in known}
    if newer:
        raise BadDatabase(
            said(
                "The database was made by a newer version of this program ({step}). Start that "
                "version again, or restore the backup that was made before the upgrade."
            ),
            step=max(newer),
        )
