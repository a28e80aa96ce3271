"""What the API says of itself is true: schemathesis tries it with generated calls."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from kith.config.wsgi import application
from kith.organisations.models import Area
from kith.partner_api.tests.asking import token_for


@pytest.mark.slow
def test_generated_calls_find_no_answer_that_is_not_described(furnished: str) -> None:
    token = token_for("elm-school", Area.objects.get(slug="dorset"))
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    called = set()
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=60,
            deadline=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def check(case: schemathesis.Case) -> None:
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"})

        check()
        called.add(operation.label)
    assert len(called) == 2
