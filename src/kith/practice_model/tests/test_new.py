"""A new area: its first draft is accepted as it stands, and pages without a model say what to do."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.test import Client

from kith.organisations.models import Area
from kith.practice_model.queries import model_in_force
from kith.practice_model.reading import DRAFTS, draft
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import live_area
from tests.test_permissions import NAMES, filled, is_public


def run(*words: str) -> str:
    said = StringIO()
    call_command("practice_model", *words, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["pathfinder", "non_pathfinder"])
def test_a_new_draft_is_checked_and_published_as_it_stands(tmp_path: Path, mode: str) -> None:
    Area.objects.create(slug="rutland", name='The "Rutland" {area}', mode=mode)
    folder = ("--folder", str(tmp_path))
    assert "Written" in run("new", "rutland", *folder)
    assert "no minimum is loosened" in run("check", "rutland", *folder)
    with pytest.raises(CommandError, match="is there already"):
        run("new", "rutland", *folder)
    run("publish", "national", "--from", "2024-01-01", "--by", "P. Lead", *folder)
    run("publish", "rutland", "--from", "2024-01-01", "--by", "P. Lead", *folder)
    model = model_in_force("rutland", date(2026, 4, 1))
    assert model.out_of_hours_number is None
    assert model.is_pathfinder is (mode == "pathfinder")
    assert "Rutland" in model.area_name
    assert draft("national", tmp_path) == draft("national"), "a folder of one's own rests on the shipped national model"


@pytest.mark.django_db
def test_a_draft_of_nobody_or_to_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no area called atlantis"):
        run("new", "atlantis", "--folder", str(tmp_path))
    Area.objects.create(slug="rutland", name="Rutland")
    with pytest.raises(CommandError, match="cannot be written"):
        run("new", "rutland", "--folder", "/dev/null/missing")


@pytest.mark.parametrize("role", ["front_door", "out_of_hours", "team_manager", "lead_practitioner", "administrator", "auditor"])
def test_without_a_model_every_page_says_what_to_do(clone: str, role: str) -> None:
    live_area("dorset")
    client = signed_in(role)
    signed_in("administrator", name="Pat Lead")
    told = 0
    for name, template in NAMES:
        if is_public(name) or "(?P" in template or name == "account_logout":
            continue
        answer = client.get(filled(template, {}))
        assert answer.status_code < 500, name
        if answer.status_code == 409:
            words = " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())
            assert "kith practice-model new dorset" in words if role == "administrator" else "Pat Lead" in words, name
            told += 1
    assert told


def test_the_public_form_without_a_model_says_where_to_turn(clone: str) -> None:
    live_area("dorset")
    answer = Client().get("/ask-for-help/dorset/")
    assert answer.status_code == 503
    assert "999" in answer.content.decode()


@pytest.mark.django_db
def test_a_draft_is_written_into_the_operator_s_folder_and_found_there(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    Area.objects.create(slug="rutland", name="Rutland")
    assert str(tmp_path / "practice_models" / "rutland.toml") in run("new", "rutland")
    assert not (DRAFTS / "rutland.toml").exists()
    assert "rutland" in run("list")
    assert "no minimum is loosened" in run("check", "rutland")
