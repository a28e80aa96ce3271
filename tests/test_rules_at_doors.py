"""A refusal carries the id of its rule through every door: a page, problem details, a command."""

import json
import re
from collections import defaultdict
from contextlib import nullcontext
from html import unescape
from typing import Any

import pytest
from django import forms
from django.core.management.base import CommandError
from django.test import RequestFactory

from kith.access.web import attempt
from kith.administration.commanding import AdministrationCommand
from kith.design.forms.page import error_summary
from kith.kernel.refusals import Refusal
from kith.kernel.rules import No
from kith.partner_api.web.api import refused
from tests.test_rules import RULES

NOES = [
    pytest.param(No(words.format_map(defaultdict(lambda: "Ella")), each.id, field, key), id=f"{each.id}-{key or 'no'}-{field}")
    for each in RULES.values()
    for key, words in each.messages.items()
    for field in (None, "name")
]


def raising(no: No) -> Any:
    def act() -> None:
        raise Refusal(no)

    return act


class NameForm(forms.Form):
    name = forms.CharField()


@pytest.mark.django_db
@pytest.mark.parametrize("no", NOES)
def test_on_a_page_the_error_carries_the_id(no: No) -> None:
    form = NameForm({"name": "Ella"})
    assert form.is_valid()
    assert attempt(form, raising(no)) is None
    html = str(error_summary(form))
    assert f'data-rule="{no.rule}"' in html
    assert re.sub(r"<[^>]+>|\s+", "", unescape(html)).endswith(
        re.sub(r"\s+", "", form.errors.get_json_data()[no.field or "__all__"][0]["message"])
    )


@pytest.mark.parametrize("no", NOES)
def test_in_problem_details_the_id_stands_beside_the_kind(no: No) -> None:
    problem = json.loads(refused(RequestFactory().post("/"), Refusal(no)).content)
    assert (problem["type"], problem["rule"]) == ("urn:kith:problem:refused", no.rule)
    assert problem["detail"] == no.message


@pytest.mark.parametrize("no", NOES)
def test_in_a_terminal_the_id_ends_the_line(no: No) -> None:
    class Command(AdministrationCommand):
        noun = "sample"

        def area_of(self, verb: str, options: dict[str, Any]) -> None:
            return None

        def acting(self, *about: Any) -> Any:
            return nullcontext()

        def _try(self, *about: Any) -> None:
            raise Refusal(no)

    with pytest.raises(CommandError) as said:
        Command().handle(verb="try")
    assert str(said.value) == f"{no.message} [{no.rule}]"
