"""One attempt to print, with what is known of it afterwards."""

from dataclasses import dataclass
from enum import StrEnum

from printer.address import Address
from printer.drivers import driver_for
from printer.errors import Hindered, Interrupted, PrinterError, Unreachable
from printer.status import UNKNOWN, Status


class Result(StrEnum):
    """What came of an attempt. Silence is unknown, never confirmed."""

    CONFIRMED = "confirmed"
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of it, how the printer said it stood last, and what went wrong, if anything."""

    result: Result
    status: Status = UNKNOWN
    problem: PrinterError | None = None


def attempt(data: bytes, url: str) -> Attempt:
    """Send one slip and find out what came of it. Raises BadAddress, nothing else."""
    driver = driver_for(Address.of(url))
    try:
        before = driver.status()
        if before.hindrance is not None:
            problem = Hindered(address=url, hindrance=before.hindrance)
            return Attempt(result=Result.NOT_PRINTED, status=before, problem=problem)
        driver.send(data)
        after = driver.status()
    except Unreachable as error:
        return Attempt(result=Result.NOT_PRINTED, problem=error)
    except Interrupted as error:
        return Attempt(result=Result.UNKNOWN, problem=error)
    if not after.is_known:
        return Attempt(result=Result.UNKNOWN, status=after)
    return Attempt(result=Result.CONFIRMED, status=after)
