"""A hall put together as it runs, asked through its real doors without a network."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from described import DescribedClient
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from queue_server.app import Built
from queue_server.cli.access import new_password, new_token
from queue_server.hall.rules.roles import Role

_names = count(1)


@dataclass
class Caller:
    """Somebody with a token (or without) who presses over HTTP."""

    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **more) -> TestResponse:
        return self.client.get(path, headers=self.headers | more.pop("headers", {}), **more)

    def post(self, path: str, body: object = None, **more) -> TestResponse:
        headers = self.headers | more.pop("headers", {})
        return self.client.post(path, json=body or {}, headers=headers, **more)

    def press(self, path: str, body: object = None, *, status: int = 200) -> dict:
        """POST under /api/v1 and return what it answered, which must have this status."""
        response = self.post(f"/api/v1{path}", body)
        assert response.status_code == status, response.text
        return response.json


@dataclass
class Served:
    """The demo hall with its doors."""

    built: Built

    def __post_init__(self) -> None:
        self.built.flask.test_client_class = DescribedClient

    def caller(self, role: Role | str | None = None, counter: str | None = None) -> Caller:
        client = self.built.flask.test_client()
        if role is None:
            return Caller(client)
        token = new_token(self.built.hall, f"{role}{next(_names)}", Role(role), counter=counter)
        return Caller(client, {"Authorization": f"Bearer {token}"})

    def browser(self, role: Role | str, counter: str | None = None) -> FlaskClient:
        """A browser in which somebody signed in."""
        name = f"{role}{next(_names)}"
        password = new_password(self.built.hall, name, Role(role), counter=counter)
        client = self.built.flask.test_client()
        answer = client.post("/sign-in", data={"name": name, "password": password})
        assert answer.status_code == 302
        return client

    def passes(self, **span: float) -> None:
        self.built.clock.starts += timedelta(**span)
