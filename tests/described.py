"""Whatever the hall answers over HTTP is what its own OpenAPI document says it answers."""

from functools import cached_property

import jsonschema_rs
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from queue_server.web.api.documents import document

PAGES = ("text/html",)
NO_BODY = (303, 304)


class Described:
    """The document of an application, and a validator of each of its schemas."""

    def __init__(self, app: Flask) -> None:
        with app.test_request_context():
            self.document = document()
        self._validators: dict[str, jsonschema_rs.Validator] = {}

    @cached_property
    def operations(self) -> dict[tuple[str, str], dict]:
        """What is said of each route, by its endpoint and method."""
        paths = self.document["paths"].values()
        every = [(method, said) for methods in paths for method, said in methods.items()]
        return {(said["operationId"], method.upper()): said for method, said in every}

    def validator(self, reference: str) -> jsonschema_rs.Validator:
        """Of one schema of the document, as `#/components/schemas/Name`."""
        if reference not in self._validators:
            schema = {"$ref": reference, "components": self.document["components"]}
            self._validators[reference] = jsonschema_rs.validator_for(schema)
        return self._validators[reference]


class DescribedClient(FlaskClient):
    """A client that looks at every answer: its status, its type and each of its fields."""

    described: Described | None = None  # every application of the tests has the same addresses

    def open(self, *args: object, **kwargs: object) -> TestResponse:
        response = super().open(*args, **kwargs)
        if DescribedClient.described is None:
            DescribedClient.described = Described(self.application)
        if operation := self._operation(response):
            self._must_fit(operation, response)
        return response

    def _operation(self, response: TestResponse) -> dict | None:
        """What is said of the address that was asked; None of a page."""
        asked = response.request
        try:
            address = self.application.url_map.bind("localhost").match(asked.path, asked.method)
        except HTTPException:
            return None
        return self.described.operations.get((address[0], asked.method))

    def _must_fit(self, operation: dict, response: TestResponse) -> None:
        if response.status_code in NO_BODY or response.mimetype in PAGES:
            return  # a form is answered with a page
        name, status = operation["operationId"], response.status_code
        assert str(status) in operation["responses"] or status >= 400, f"{name}: {status}"
        said = operation["responses"].get(str(status)) or operation["responses"]["default"]
        assert response.mimetype in said["content"], f"{name}: {response.mimetype}"
        schema = said["content"][response.mimetype]["schema"]
        if "$ref" in schema:
            self.described.validator(schema["$ref"]).validate(response.json)
