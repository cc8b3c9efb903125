"""One hall in this process's memory: units of work are done there, and questions answered."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from gevent import getcurrent

from queue_server.kernel import sql
from queue_server.kernel.clock import Clock
from queue_server.kernel.group_commit import RETRY_AFTER_S, BatchSizes, GroupCommit, Unit
from queue_server.kernel.image import Head, Image
from queue_server.kernel.interface import Place, Recorded, Row, Rows, WritableRows, Written
from queue_server.kernel.loading import catch_up, load
from queue_server.kernel.refusals import Unavailable
from queue_server.kernel.unit_of_work import Begun, Transaction, Writing
from queue_server.kernel.view import View
from queue_server.kernel.waiting import FairLock

T = TypeVar("T")


class Failed:
    """The answer of a unit of which nothing was done."""

    def __init__(self, error: Exception) -> None:
        self.error = error


class Engine(Protocol):
    """What a database does for a hall in memory. `refused` is what it raises of rows it refuses."""

    refused: tuple[type[Exception], ...]
    batches: BatchSizes

    def transact(self, live: "LiveHall", units: Sequence[Unit]) -> list[Any]:
        """Let the hall do these units in one transaction; each answer is Written or Failed."""


class LiveHall:
    """A hall's image, true to the database whenever somebody looks or does something.

    From the first change until the commit nobody else looks: nobody sees what is not on disk.
    """

    def __init__(self, hall_id: str, clock: Clock, engine: Engine) -> None:
        self.id = hall_id
        self._lock = FairLock()
        self._readers = FairLock()
        self._inside: object = None
        self._clock = clock
        self._engine = engine
        self._commits = GroupCommit(self._run)
        self._image: Image | None = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Around looking and doing: one at a time."""
        with self._lock:
            self._inside = getcurrent()
            try:
                yield
            finally:
                self._inside = None

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Around a question and its connection: so many wait for one of each hall, not for all.

        Raises RuntimeError inside of another: a command or a question has its view, and asks that.
        """
        self._must_be_outside()
        with self._readers:
            yield

    def write(self, work: Callable[[Transaction], T], press: Place | None) -> Written[T]:
        """Do a unit of work, with the others that wait; it is on disk when this returns.

        Raises RuntimeError inside of another.
        """
        self._must_be_outside()
        written: Written[T] = self._commits.do(work, press)
        return written

    def do(
        self,
        db: WritableRows,
        begun: Begun,
        units: Sequence[Unit],
        commit: Callable[[Callable[[], None]], None],
        ends: Callable[[Exception], bool],
    ) -> list[Any]:
        """Do units inside a transaction that has begun, then `commit(finish)`.

        `finish` writes what still waits; when `commit` returns, all is on disk.
        Each answer is Written or Failed. An error that `ends` the transaction, or comes from
        writing, is raised; then nothing was done.
        """
        writing = Writing(db, self.id, self._current(db, begun.row), begun.presses)
        try:
            answers = [self._one(writing, unit, ends) for unit in units]
            commit(writing.finish)
        except BaseException:
            self.forget()
            raise
        events = [it for done in answers if isinstance(done, Written) for it in done.events]
        writing.image.keep(events)
        return answers

    def look(self, db: Rows, row: Row | None, question: Callable[[View], T]) -> T:
        """Answer a question inside a moment of the database in which the hall has this `row`."""
        return question(View(db, self.id, self._current(db, row), self._clock.look()))

    def forget(self) -> None:
        """Nobody knows what is on disk: read it again before anything else."""
        self._image = None

    def _run(self, units: Sequence[Unit]) -> None:
        """Do units and answer each, whatever happens."""
        try:
            self._transact(units)
        except BaseException:  # whoever did the work for all was stopped in the middle of it
            for unit in units:
                if not unit.done:
                    unit.fail(Unavailable(seconds=RETRY_AFTER_S))
            raise

    def _transact(self, units: Sequence[Unit]) -> None:
        """Do units in one transaction; each alone when a row was refused: one is to blame."""
        try:
            answers = self._engine.transact(self, units)
        except Exception as error:
            if isinstance(error, self._engine.refused) and len(units) > 1:
                for unit in units:
                    self._transact([unit])
                return
            answers = [Failed(error)] * len(units)
        else:
            self._engine.batches.add(len(units))
        for unit, given in zip(units, answers, strict=True):
            unit.fail(given.error) if isinstance(given, Failed) else unit.succeed(given)

    def _one(self, writing: Writing, unit: Unit, ends: Callable[[Exception], bool]) -> Any:
        mark = writing.image.mark()
        tx = Transaction(writing, self._clock.look())
        try:
            result = unit.work(tx)
            events: tuple[Recorded, ...] = tx.seal()
            tx.keep()
        except Exception as error:
            if writing.is_broken or ends(error):
                raise
            tx.take_back()
            writing.image.take_back(mark)
            return Failed(error)
        return Written(result=result, events=events)

    def _must_be_outside(self) -> None:
        if self._inside is getcurrent():
            raise RuntimeError(f"hall {self.id} is asked from within a command or a question")

    def _current(self, db: Rows, row: Row | None) -> Image:
        """The image as the database has it now."""
        if row is None:
            return Image(Head())
        head, image = Head(**row), self._image
        if image is None or image.head != head:
            self._image = None  # until it is whole again
            image = self._renewed(db, head, image)
            self._image = image
        return image

    def _renewed(self, db: Rows, head: Head, image: Image | None) -> Image:
        if image and catch_up(db, self.id, image, head):
            return image
        return load(db, self.id, head, image)


def row_of(db: Rows, hall_id: str) -> Row | None:
    """A hall's own row; None when there is no such hall yet."""
    found = db.execute(sql.HALL, hall=hall_id)
    return found[0] if found else None
