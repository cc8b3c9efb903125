"""People who press as fast as they are answered: a C program, so that it takes little of a core."""

import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
Script = list[bytes]  # what one connection says; `@` in an address is the id of the answer before


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What one round took: presses, seconds in all, each press in milliseconds, sorted."""

    count: int
    seconds: float
    each_ms: list[float]

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.count / self.seconds


class Wrong(Exception):
    """An answer that was not expected. The text is what the program said of it."""


def request(method: str, path: str, token: str = "", body: str = "{}", key: str = "") -> bytes:
    """A whole HTTP request."""
    head = [f"{method} {path} HTTP/1.1", "Host: localhost", "Accept: application/json"]
    if token:
        head.append(f"Authorization: Bearer {token}")
    if key:
        head.append(f"Idempotency-Key: {key}")
    if method == "POST":
        head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return ("\r\n".join(head) + "\r\n\r\n" + (body if method == "POST" else "")).encode()


def press(port: int, scripts: list[Script]) -> Pressed:
    """Let each script press on a connection of its own, all at once, until all have ended."""
    with tempfile.NamedTemporaryFile(prefix="luot-press-") as file:
        for script in scripts:
            file.write(b"%d\n" % len(script))
            file.writelines(b"%d\n%b" % (len(said), said) for said in script)
        file.flush()
        command = [_program(), str(port), file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Wrong(done.stderr)
    seconds, *each = map(float, done.stdout.split())
    return Pressed(count=len(each), seconds=seconds, each_ms=sorted(each))


@cache
def _program() -> str:
    """The program, compiled for this run."""
    made = Path(tempfile.mkdtemp(prefix="luot-bench-")) / "press"
    command = ["cc", "-O2", "-o", str(made), str(HERE / "press.c")]
    subprocess.run(command, check=True)  # noqa: S603 (a compiler, our own file)
    return str(made)
