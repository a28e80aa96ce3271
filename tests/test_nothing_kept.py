"""No browser and no proxy keeps a page: every answer of every address says so, whoever asks."""

from typing import Any

import pytest
from django.test import Client

from kith.people.models import Family, Person
from kith.staff_desk.tests.helping import signed_in
from tests.test_permissions import NAMES, family, filled

__all__ = ["family"]


@pytest.mark.parametrize("role", [None, "team_manager"])
def test_every_answer_forbids_keeping_it(family: tuple[Family, Person], role: str | None) -> None:
    values = {"family_id": family[0].pk, "person_id": family[1].pk}
    wrong = []
    client = signed_in(role) if role else Client()
    for name, template in NAMES:
        if "(?P" in template or (role and name == "account_logout"):
            continue
        for verb in ("get", "post"):
            answer: Any = getattr(client, verb)(filled(template, values))
            kept = answer.headers.get("Cache-Control", "")
            if kept != "private, no-store" or "ETag" in answer.headers:
                wrong.append(f"{verb} {name}: {answer.status_code} {kept or 'nothing said'}")
    assert not wrong, "\n".join(wrong)


def test_what_does_not_exist_and_what_is_refused_forbid_it_too(clone: str) -> None:
    for answer in (
        Client().get("/nothing/"),
        Client(enforce_csrf_checks=True).post("/accounts/login/", {}),
        Client().get("/", headers={"Host": "elsewhere.example.org"}),
        Client().get("/api/v1/nothing"),
    ):
        assert answer.headers["Cache-Control"] == "private, no-store", answer.status_code


def test_files_of_the_design_may_be_kept(clone: str) -> None:
    answer = Client().get("/static/design/kith.css")
    assert answer.status_code == 200
    assert "no-store" not in answer.headers["Cache-Control"]
