"""The API's own description is drawn from its routes; a fuzzer finds nothing it does not say."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CHECKS, load_all_checks

load_all_checks()
AS_SAID = CHECKS.get_by_names(
    ["response_schema_conformance", "status_code_conformance", "content_type_conformance"]
)


def test_every_api_address_is_described(served):
    document = served.caller().get("/api/openapi.json").json
    described = {
        (path.replace("{", "<").replace("}", ">"), method.upper())
        for path, methods in document["paths"].items()
        for method in methods
    }
    routed = {
        (rule.rule.replace("int:", ""), method)
        for rule in served.built.flask.url_map.iter_rules()
        for method in rule.methods & {"GET", "POST"}
        if rule.rule.startswith("/api/")
    }

    assert routed <= described
    assert document["components"]["schemas"]["NewTicket"]["required"] == ["service_id"]


def test_every_answer_of_json_has_a_schema_of_its_own(served):
    document = served.caller().get("/api/openapi.json").json
    said = [
        (path, answer["content"]["application/json"]["schema"])
        for path, methods in document["paths"].items()
        for operation in methods.values()
        for answer in operation["responses"].values()
        if "application/json" in answer["content"] and path != "/api/openapi.json"
    ]

    assert len(said) > 30
    assert [path for path, schema in said if "$ref" not in schema] == []


def test_an_answer_that_is_not_what_was_said_would_be_noticed(served, monkeypatch):
    """The tests' client looks at every answer: here at one that says a word too few."""
    monkeypatch.setattr("queue_server.web.home.routes.Alive", lambda version: {"ok": True})

    with pytest.raises(ValueError, match="version"):
        served.caller().get("/healthz")


def test_a_fuzzer_gets_no_server_error(served, manager):
    manager.press("/counters/Q02/openings")
    manager.press("/tickets", {"service_id": "LLTP"}, status=201)
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", served.built.flask)
    operations = [r.ok() for r in schema.get_all_operations()]
    assert len(operations) > 20

    for operation in operations:
        if operation.path.endswith("/events"):
            continue  # it never ends
        fuzz(operation, manager.headers)


def fuzz(operation, headers):
    @given(case=operation.as_strategy())
    @settings(
        max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    def send(case):
        response = case.call(headers=headers)
        assert response.status_code < 500, response.text
        case.validate_response(response, checks=AS_SAID)

    send()
