"""A PostgreSQL, a Redis and an nginx of the tests' own: real, on loopback, thrown away after."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from types import MappingProxyType

import psycopg
from running import free_port

BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
STARTS_WITHIN_S = 60


class Cluster:
    """One server. `fsync` off is for tests of everything but durability."""

    def __init__(self, *, fsync: bool = False, env: Mapping[str, str] = MappingProxyType({})):
        self.folder = Path(tempfile.mkdtemp(prefix="luot-postgres-"))
        self.port = free_port()
        self._fsync = "on" if fsync else "off"
        self._env = os.environ | env
        self._names = count(1)
        self._process: subprocess.Popen | None = None
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        initdb = [
            "initdb",
            "-D",
            str(self.folder / "data"),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        subprocess.run(self._command(initdb), check=True, capture_output=True)
        self.start()

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"hall{next(self._names)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def url(self, name: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def start(self) -> None:
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": str(self.folder),
            "fsync": self._fsync,
            "max_connections": 300,
        }
        settings = [part for k, v in options.items() for part in ("-c", f"{k}={v}")]
        command = self._command(["postgres", "-D", str(self.folder / "data"), *settings])
        log = (self.folder / "log").open("ab")
        self._process = subprocess.Popen(
            command, stdout=log, stderr=log, start_new_session=True, env=self._env
        )
        log.close()
        self._wait()

    def stop(self, how: int = signal.SIGINT) -> None:
        """SIGINT is a fast shutdown, SIGQUIT as if the power went."""
        main = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(main, how)
        self._process.wait(30)

    def throw_away(self) -> None:
        if self._process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _command(self, command: list[str]) -> list[str]:
        binary = str(BINARIES / command[0])
        other = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        return [*other, binary, *command[1:]]

    def _wait(self) -> None:
        until = time.monotonic() + STARTS_WITHIN_S
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                assert self._process.poll() is None, (self.folder / "log").read_text()
                assert time.monotonic() < until
                time.sleep(0.05)


class Redis:
    """One Redis server that keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1"]
        self._command += ["--save", "", "--dir", str(folder)]
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        wait_for_port(self.port)

    def pause(self) -> None:
        """It keeps its connections and answers nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        self.go_on()
        self._process.terminate()
        self._process.wait(10)


class Nginx:
    """nginx with the configuration that docs/operating.md shows, before some servers."""

    def __init__(self, folder: Path, page: str, ports: list[int]) -> None:
        self.port = free_port()
        [site] = re.findall(r"```nginx\n(.*?)```", page, re.DOTALL)
        servers = "\n".join(f"    server 127.0.0.1:{port} max_fails=0;" for port in ports)
        site = re.sub(r"(?:    server 127\.0\.0\.1:\d+ max_fails=0;\n)+", f"{servers}\n", site)
        site = site.replace("listen 80;", f"listen 127.0.0.1:{self.port};")
        site = site.replace("/var/log/nginx/", f"{folder}/")
        file = folder / "nginx.conf"
        file.write_text(
            f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
            f"events {{}}\nhttp {{ client_body_temp_path {folder}/body;\n"
            f"proxy_temp_path {folder}/proxy;\n{site}\n}}\n"
        )
        binary = shutil.which("nginx") or "/usr/sbin/nginx"
        self._process = subprocess.Popen([binary, "-p", str(folder), "-c", str(file)])
        wait_for_port(self.port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)


def wait_for_port(port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 5).close()
            return
        except OSError:
            assert time.monotonic() < until, f"nothing listens on {port}"
            time.sleep(0.05)
