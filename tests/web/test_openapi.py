"""The API's own description is drawn from its routes; a fuzzer finds nothing it does not say."""

import schemathesis
from hypothesis import HealthCheck, given, settings


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

    send()
