"""Publishing on real PostgreSQL, as the application's own role."""

from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from kith.organisations.models import Area
from kith.practice_model.examples import ExamplesFail
from kith.practice_model.minimums import MinimumLoosened
from kith.practice_model.models import PracticeModelVersion
from kith.practice_model.queries import (
    NoModelInForce,
    model_in_force,
    model_of_version,
    page_of,
    version_in_force,
)
from kith.practice_model.reading import draft, sha256_of
from kith.practice_model.services import NotPublishable, RetainedChanged, publish, publish_drafts, withdraw
from kith.workbench.rooms import OpenStep, Room

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
FIRST = date(2024, 1, 1)
LATER = date(2026, 4, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def areas() -> None:
    for slug in ("dorset", "lincolnshire", "wolverhampton", "thurrock"):
        Area.objects.get_or_create(slug=slug, defaults={"name": slug.title()})


@pytest.fixture
def published() -> dict[str, PracticeModelVersion]:
    made = publish_drafts(valid_from=FIRST, published_by="P. Lead", now=NOW)
    return {each.area.slug if each.area else "national": each for each in made}


def put(text: str, valid_from: date = LATER, **more: str) -> PracticeModelVersion:
    return publish(text=text, valid_from=valid_from, published_by="P. Lead", now=NOW, **more)


def second(name: str, old: str = "", new: str = "") -> str:
    text = draft(name).replace('version = "1"', 'version = "2"', 1)
    assert old in text
    return text.replace(old, new, 1) if old else text


def test_the_drafts_are_published_and_read_back(published: dict[str, PracticeModelVersion]) -> None:
    assert set(published) == {"national", "dorset", "lincolnshire", "wolverhampton", "thurrock"}
    model = model_in_force("dorset", date(2026, 3, 4))
    assert model.version_id == published["dorset"].pk
    assert model.sha256 == sha256_of(draft("dorset")) == published["dorset"].sha256
    assert model.version_label == "Dorset 1, on National model 1"
    assert published["dorset"].schema_number == 1
    assert publish_drafts(valid_from=FIRST, published_by="P. Lead", now=NOW) == []


def test_before_the_first_version_there_is_none(published: dict[str, PracticeModelVersion]) -> None:
    with pytest.raises(NoModelInForce, match="31 December 2023"):
        model_in_force("dorset", date(2023, 12, 31))
    with pytest.raises(NoModelInForce):
        model_in_force("atlantis", FIRST)


def test_reading_a_model_is_one_query(published: dict[str, PracticeModelVersion], django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    model_in_force("dorset", LATER)
    with django_assert_num_queries(1):
        model_in_force("dorset", LATER)


def test_a_new_version_ends_the_one_before_and_a_step_keeps_its_own(
    published: dict[str, PracticeModelVersion],
) -> None:
    put(second("dorset", 'name = "Dorset"', 'name = "Dorset county"'))
    assert model_in_force("dorset", date(2026, 3, 31)).document.name == "Dorset"
    assert model_in_force("dorset", LATER).document.name == "Dorset county"
    assert model_of_version(published["dorset"].pk, LATER).document.name == "Dorset"
    page = page_of("dorset", on=LATER)
    assert page.previous is not None
    assert page.previous.pk == published["dorset"].pk


@pytest.mark.parametrize(
    "column",
    ["text", "sha256", "valid_from", "published_by", "published_at", "version", "schema_number", "valid_to"],
)
def test_a_published_version_does_not_change(published: dict[str, PracticeModelVersion], column: str) -> None:
    row = published["dorset"]
    PracticeModelVersion.objects.filter(pk=row.pk).update(valid_to=date(2027, 1, 1))
    value = {
        "valid_from": date(2020, 1, 1),
        "published_at": datetime(2020, 1, 1, tzinfo=UTC),
        "schema_number": 2,
    }.get(column)
    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        PracticeModelVersion.objects.filter(pk=row.pk).update(
            **{column: date(2028, 1, 1) if column == "valid_to" else value or "changed"}
        )


def test_a_last_day_cannot_carry_another_change(published: dict[str, PracticeModelVersion]) -> None:
    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        PracticeModelVersion.objects.filter(pk=published["dorset"].pk).update(valid_to=date(2027, 1, 1), text="x")


def test_a_published_version_is_not_deleted(published: dict[str, PracticeModelVersion]) -> None:
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from practice_model_practicemodelversion where id = %s", [published["dorset"].pk])


def test_two_versions_of_an_area_never_share_a_day(published: dict[str, PracticeModelVersion]) -> None:
    row = published["dorset"]
    for area, national in ((row.area, row.national), (None, None)):
        with pytest.raises(IntegrityError, match="already published for some of these days"), transaction.atomic():
            PracticeModelVersion.objects.create(
                area=area, national=national, version="x", text="x", sha256="x", schema_number=1, valid_from=LATER,
                published_by="x", published_at=NOW,
            )  # fmt: skip


@pytest.mark.parametrize("day", [FIRST, date(2023, 6, 1)])
def test_versions_are_published_in_turn(published: dict[str, PracticeModelVersion], day: date) -> None:
    with pytest.raises((NotPublishable, NoModelInForce)):
        put(second("dorset"), valid_from=day)


def test_nothing_is_published_twice(published: dict[str, PracticeModelVersion]) -> None:
    with pytest.raises(NotPublishable, match="Nothing has changed"):
        put(draft("dorset"))
    with pytest.raises(NotPublishable, match="new version"):
        put(draft("dorset") + "\n# a word more\n")


def test_a_model_whose_example_fails_is_not_published(published: dict[str, PracticeModelVersion]) -> None:
    with pytest.raises(ExamplesFail, match="ChAD is offered"):
        put(second("dorset", 'goes_live = 2018-07-04\nqueue = "chad"', 'goes_live = "unset"\nqueue = "chad"'))
    assert version_in_force("dorset", LATER).pk == published["dorset"].pk


def test_a_loosened_minimum_is_not_published(published: dict[str, PracticeModelVersion]) -> None:
    more = '\n[limits.assessment]\namount = 60\nstatus = "agreed"\nrows = ["C-18"]\nsource = "x"\nbinding = "local"\n'
    with pytest.raises(MinimumLoosened, match=r"\[limits.assessment\]"):
        put(second("dorset") + more)


def test_a_retained_setting_needs_a_named_executive(published: dict[str, PracticeModelVersion]) -> None:
    text = second("lincolnshire", 'chair = "Independent Chair"', 'chair = "Another chair"')
    with pytest.raises(RetainedChanged, match="Child protection conference"):
        put(text)
    made = put(text, approved_by_executive="E. Executive")
    assert made.approved_by_executive == "E. Executive"


@pytest.mark.row("G-54", at="`kith practice-model publish`")
def test_the_command_publishes_a_changed_retained_setting_only_with_the_executive_who_approved(
    published: dict[str, PracticeModelVersion], tmp_path: Path
) -> None:
    changed = second("lincolnshire", 'chair = "Independent Chair"', 'chair = "Another chair"')
    (tmp_path / "lincolnshire.toml").write_text(changed)
    publishing = ("publish", "lincolnshire", "--from", "2026-04-01", "--by", "P. Lead", "--folder", str(tmp_path))
    with pytest.raises(CommandError, match="Child protection conference"):
        run(*publishing)
    assert "lincolnshire 2" not in run("list")
    run(*publishing, "--approved-by", "E. Executive")
    assert "lincolnshire 2: from 1 April 2026" in run("list")


def test_a_retained_rule_cannot_be_overtaken_in_silence(published: dict[str, PracticeModelVersion]) -> None:
    rule = (
        '\n[lead_rules.first]\nname = "Anyone may lead"\norder = 90\nbases = ["section_17"]\nleads = "anyone"\n'
        'overseer = "named_social_worker"\nreason = "x"\nstatus = "agreed"\nrows = ["C-12"]\nsource = "x"\nbinding = "local"\n'
    )
    text = second("lincolnshire", "expect = { allowed = false, rule", "expect = { allowed = true } #")
    with pytest.raises(RetainedChanged, match="A social worker leads for a child in need"):
        put(text + rule)


def test_a_change_of_what_is_not_retained_needs_no_executive(
    published: dict[str, PracticeModelVersion],
) -> None:
    assert put(second("lincolnshire", 'value = "County"', 'value = "Two places"')).version == "2"


def test_who_publishes_is_said_and_the_area_exists(published: dict[str, PracticeModelVersion]) -> None:
    with pytest.raises(NotPublishable, match="who publishes"):
        publish(text=second("dorset"), valid_from=LATER, published_by=" ", now=NOW)
    with pytest.raises(NotPublishable, match="no area called"):
        put(second("dorset", 'slug = "dorset"', 'slug = "atlantis"'))


def test_an_area_stays_on_its_national_version_until_it_is_published_again(
    published: dict[str, PracticeModelVersion],
) -> None:
    newer = put(second("national"))
    page = page_of("dorset", on=LATER)
    assert page.newer_national is not None
    assert page.newer_national.pk == newer.pk
    assert page.model.version_label == "Dorset 1, on National model 1"
    again = put(draft("dorset"), valid_from=date(2026, 4, 2))
    assert again.national_id == newer.pk
    assert page_of("dorset", on=date(2026, 4, 2)).newer_national is None


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("practice_model", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.row("G-60", at="`kith practice-model diff`", part="two models at a time, on no page")
def test_the_commands_check_publish_list_show_and_compare() -> None:
    assert "national: 12 examples hold" in run("check")
    assert run("publish", "all", "--from", "2024-01-01", "--by", "P. Lead").count("Published") == 5
    assert "wolverhampton 1: from 1 January 2024" in run("list")
    assert "They say the same." in run("diff", "dorset@2026-03-04", "dorset")
    assert "Family Help Plan" in run("diff", "dorset", "wolverhampton")
    assert "Think Family" in run("show", "thurrock@2026-03-04")
    with pytest.raises(CommandError, match="not a date"):
        run("show", "thurrock@yesterday")
    with pytest.raises(CommandError, match="no draft"):
        run("publish", "atlantis", "--from", "2024-01-01", "--by", "P. Lead")


@pytest.mark.row(
    "A-20",
    at="`kith practice-model check`",
    part="of some minimum requirements the setting cannot be loosened, and nothing reads it: the offer of a network "
    "meeting, a child protection team alongside, independent representation of parents",
)
def test_check_fails_and_names_what_is_wrong(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "national.toml").write_text(draft("national"))
    more = '\n[limits.decision]\namount = 5\nstatus = "agreed"\nrows = ["C-18"]\nsource = "x"\nbinding = "local"\n'
    more += '\n[[examples]]\nname = "A week is allowed"\nask = "limit"\ngiven = { code = "decision" }\n'
    more += 'expect = { amount = 7, unit = "working_days" }\n'
    (tmp_path / "dorset.toml").write_text(draft("dorset") + more)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("practice_model", "check", "--folder", str(tmp_path), stdout=out)
    assert "minimum limits.decision" in out.getvalue()
    assert "5 working days is longer than the national 1" in out.getvalue()
    assert "A week is allowed" in out.getvalue(), "an example that does not hold is named"
    assert "national: 12 examples hold" in out.getvalue()


def test_check_names_the_rule_with_which_the_schema_refuses(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "dorset.toml").write_text(draft("dorset") + "\n[thresholds.more]\nwords = 1\n")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("practice_model", "check", "dorset", "--folder", str(tmp_path), stdout=out)
    [line] = out.getvalue().splitlines()
    assert line.startswith("dorset: cannot be read. ")
    assert line.endswith("[practice_model.unreadable_model]")


def test_move_lists_open_steps_on_a_version_that_has_ended(
    published: dict[str, PracticeModelVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    step, old = uuid4(), published["dorset"].pk

    def plans(version_id: UUID) -> list[OpenStep]:
        return [OpenStep("plan", step, version_id)] if version_id == old else []

    monkeypatch.setattr("kith.workbench.rooms._open", [Room("practice_model", open_steps={"plan": plans})])
    assert "No open step" in run("move")
    withdraw(area_slug="dorset", from_day=date(2025, 1, 1))
    assert f"plan {step}" in run("move", "dorset")
    assert "1 open step on" in run("move")


@pytest.mark.row(
    "V-39",
    at="`kith practice-model publish`",
    part="Dorset's must-haves and what Wolverhampton keeps are not in their models, so nothing keeps them",
)
def test_by_command_too_what_an_area_keeps_needs_a_named_executive(
    published: dict[str, PracticeModelVersion], tmp_path: Path
) -> None:
    text = second("lincolnshire", 'chair = "Independent Chair"', 'chair = "Another chair"')
    (tmp_path / "lincolnshire.toml").write_text(text, encoding="utf-8")
    publishing = ("publish", "lincolnshire", "--from", "2026-04-01", "--by", "P. Lead", "--folder", str(tmp_path))
    with pytest.raises(CommandError, match="Child protection conference"):
        run(*publishing)
    assert "Published" in run(*publishing, "--approved-by", "E. Executive")
    loosened = draft("dorset").replace('version = "1"', 'version = "2"', 1)
    loosened += '\n[limits.assessment]\namount = 60\nstatus = "agreed"\nrows = ["C-18"]\nsource = "x"\nbinding = "local"\n'
    (tmp_path / "dorset.toml").write_text(loosened, encoding="utf-8")
    with pytest.raises(CommandError, match=r"\[limits.assessment\]"):
        run("publish", "dorset", "--from", "2026-04-01", "--by", "P. Lead", "--folder", str(tmp_path))
