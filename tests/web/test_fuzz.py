"""Whatever a program sends, the API answers without a fault of its own."""

from __future__ import annotations

from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error


def test_no_question_is_a_fault_of_the_server(folder: Path, opened):
    """Questions made from the description of every operation, sound and broken ones."""
    client = opened(folder)
    schema = schemathesis.openapi.from_url(f"{client.base_url}/api/v1/openapi.json")
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=8, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            case.validate_response(case.call(timeout=60), checks=[not_a_server_error])

        ask()
    assert asked > 100
