"""What is live of a hall, held in memory: a part for each capability, and how to take changes back.

It is read from the tables once; then each change is made here and in the tables (see loading for
what another process changed). Whatever has ended is history and stays in the database.
"""

from collections import deque
from collections.abc import Callable, Collection, Hashable, Iterable, MutableMapping, Sequence
from typing import Any, NamedTuple, Self, TypeVar, cast

from queue_server.kernel.interface import Recorded, Rows

K = TypeVar("K")
V = TypeVar("V")
P = TypeVar("P", bound="Part")
RECENT = 1000  # events that are kept for screens; older ones are read from the journal
_NOTHING: Any = object()


class Head(NamedTuple):
    """The hall's own row: where its journal stands, and what capabilities count in it."""

    epoch: int = 1
    seq: int = 0
    chain: str = ""
    floor_digest: str = ""
    last_ticket_id: int = 0
    last_key_ms: int = 0
    believed_ms: int = 0


class Part:
    """What one capability holds of a hall in memory. Each image has one of each kind (see held)."""

    def __init__(self, image: "Image") -> None:
        self.image = image

    def load(self, db: Rows, hall_id: str, before: Self | None) -> None:
        """Read it from the tables; `before` is the part of the image that was held until now."""

    def catch_up(self, db: Rows, hall_id: str, events: Sequence[Recorded]) -> bool:  # noqa: ARG002
        """Read again what changed in other processes. False when all must be read anew."""
        return True


_kinds: list[type[Part]] = []


def held(kind: type[P]) -> type[P]:
    """Let every image have a part of this kind, from its import on; read in this order."""
    _kinds.append(kind)
    return kind


class Image:
    """A hall as it is now. Only one at a time may look at it or change it.

    What is changed can be taken back, to a mark, until it is kept.
    """

    def __init__(self, head: Head) -> None:
        self.head = head
        self.kept: dict[Hashable, Any] = {}  # what capabilities keep at hand
        self.memo = Memo()
        self.recent: deque[Recorded] = deque(maxlen=RECENT)
        self._undo: list[Callable[[], object]] = []
        self._parts: dict[type[Part], Part] = {}
        for kind in _kinds:
            self._parts[kind] = kind(self)

    def part(self, kind: type[P]) -> P:
        """What the capability holds that registered this kind."""
        return cast(P, self._parts[kind])

    def parts(self) -> Iterable[Part]:
        """All of them; what one stands on before it."""
        return self._parts.values()

    def put(self, kept: MutableMapping[K, V], key: K, value: V) -> None:
        """Change a mapping of this image or of a part."""
        before = kept.get(key, _NOTHING)
        kept[key] = value
        self.undo(lambda: kept.pop(key, None) if before is _NOTHING else kept.update({key: before}))

    def move(self, **changes: Any) -> None:
        """Change the head."""
        before = self.head
        self.head = before._replace(**changes)
        self.undo(lambda: setattr(self, "head", before))

    def undo(self, back: Callable[[], object]) -> None:
        """Something was changed that `back` takes back."""
        self._undo.append(back)

    def mark(self) -> int:
        """What has been changed until now; see `take_back`."""
        return len(self._undo)

    def take_back(self, mark: int) -> None:
        """Whatever was changed since a mark is as it was then."""
        while len(self._undo) > mark:
            self._undo.pop()()

    def keep(self, events: Iterable[Recorded]) -> None:
        """What was changed is on disk, and these events with it."""
        self._undo.clear()
        self.recent.extend(events)

    def events_since(self, seq: int) -> list[Recorded] | None:
        """The newest events after a version; None when they are not all kept here."""
        if seq >= self.head.seq:
            return []
        if not self.recent or self.recent[0].seq > seq + 1:
            return None
        newest = self.head.seq - seq
        return list(self.recent)[-newest:]


class Memo:
    """Values by key, each worked out from some sources at some time (a day, a moment): a change
    of any of these sources ends it, and so does another time.
    """

    def __init__(self) -> None:
        self._now = 0
        self._changed: dict[Hashable, int] = {}
        self._values: dict[Hashable, tuple[int, object, Collection[Hashable], Any]] = {}

    def get(self, key: Hashable, at: object) -> Any:
        """A value that still holds; else None."""
        found = self._values.get(key)
        if found is None or found[1] != at:
            return None
        made, _, sources, value = found
        return value if all(self._changed.get(it, 0) <= made for it in sources) else None

    def put(self, key: Hashable, at: object, value: Any, sources: Collection[Hashable]) -> None:
        """Keep what was worked out from these sources as they are now."""
        self._values[key] = self._now, at, sources, value

    def change(self, sources: Iterable[Hashable]) -> None:
        """These changed."""
        self._now += 1
        self._changed.update(dict.fromkeys(sources, self._now))

    def clear(self) -> None:
        """Everything may have changed."""
        self._values.clear()
