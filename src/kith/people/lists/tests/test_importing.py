"""``kith people import`` and ``match``: an area's people come in whole or not at all, and are found by a partner's list."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from kith.audit.models import Look
from kith.organisations.models import Area
from kith.people.finding.candidates import find_candidates
from kith.people.matching.description import Wanted
from kith.people.models import Address, ContactDetail, Identifier, Imported, OtherName, Person, PossibleDuplicate
from kith.people.record.services.families import join_family, record_family
from kith.people.services import record_person, restrict_family
from tests.fixtures import NOON, Acting, practitioner_in

COLUMNS = (
    "ref,forename,middle_names,surname,known_as,date_of_birth,sex,address_line,postcode,nhs_number,upn,telephone,"
    "la_child_id,family_ref,relationship_to_child,parental_responsibility"
)
REED = "1,Ada,May,Reed,,2015-06-01,F,2 Mill Lane,ZZ99 1AA,9990000018,,01632 960111,C77,F1,child,"
MOTHER = "2,Bea,,Reed,,1989-02-03,F,2 Mill Lane,ZZ99 1AA,,,07700 900123,,F1,mother,yes"
CROW = "3,Chidi,,Crow,,03/09/2012,M,,,9990000019,,,,,,"


@pytest.fixture
def area(clone: str) -> Area:
    return practitioner_in("dorset", "front_door")[1]


def _file(tmp_path: Path, *rows: str) -> Path:
    file = tmp_path / "people.csv"
    file.write_text("\n".join([COLUMNS, *rows]) + "\n", encoding="utf-8")
    return file


def _import(file: Path, *options: str) -> None:
    call_command("people", "import", str(file), "--area", "dorset", *options)


@pytest.fixture
def held(acting: Acting, area: Area) -> Any:
    """Ask what is held, in words that tests compare."""

    def ask() -> list[tuple[str, ...]]:
        with acting():
            return sorted((p.name, str(p.date_of_birth), p.sex) for p in Person.objects.all())

    return ask


def test_without_apply_nothing_is_written(tmp_path: Path, held: Any, capsys: Any) -> None:
    _import(_file(tmp_path, REED, CROW))
    assert held() == []
    assert "Dry run, nothing written. With --apply there would be: 2 new people" in capsys.readouterr().out


def test_people_come_in_with_all_that_the_list_says_and_with_history(
    tmp_path: Path, held: Any, acting: Acting, capsys: Any
) -> None:
    _import(_file(tmp_path, REED, MOTHER, CROW), "--apply")
    assert held() == [("Ada Reed", "2015-06-01", "F"), ("Bea Reed", "1989-02-03", "F"), ("Chidi Crow", "2012-09-03", "M")]
    said = capsys.readouterr().out
    assert "Written: 3 new people" in said
    assert "2 people name a family" in said
    assert "1 rows hold something that cannot be right" in said
    with acting():
        ada = Person.objects.get(forename="Ada")
        assert Address.objects.get(person=ada).postcode == "ZZ99 1AA"
        assert ContactDetail.objects.get(person=ada).key == "01632960111"
        assert {(i.kind, i.value, i.valid) for i in Identifier.objects.filter(person=ada)} == {
            ("nhs", "9990000018", True),
            ("la_child_id", "C77", True),
        }
        assert Identifier.objects.get(value="9990000019").valid is False
        row = Imported.objects.get(person=ada)
        assert (row.ref, row.family_ref, row.joined_at) == ("1", "F1", None)
        [found] = find_candidates(Wanted(forename="Adah", surname="Reid", postcode="zz991aa"))[:1]
        assert found.person == ada
        with connection.cursor() as cursor:
            cursor.execute("select pgh_context ->> 'why' from people_personevent where pgh_obj_id = %s", [ada.pk])
            assert cursor.fetchall() == [("list people.csv",)]


def test_one_bad_row_keeps_everybody_out_unless_bad_rows_are_skipped(tmp_path: Path, held: Any, capsys: Any) -> None:
    file = _file(tmp_path, REED, "4,Dee,,Fell,,2011-02-30,F" + "," * 9, "1,Eve,,Reed,,2011-02-03,F" + "," * 9)
    with pytest.raises(CommandError, match=r"2 of 3 rows have problems\. Nothing was written"):
        _import(file, "--apply")
    told = capsys.readouterr().err
    assert "Row 3, date_of_birth: “2011-02-30” is not a day of the calendar." in told
    assert "Row 4, ref: “1” already stands in row 2" in told
    assert held() == []
    _import(file, "--apply", "--skip-bad")
    assert held() == [("Ada Reed", "2015-06-01", "F")]


def test_a_row_that_repeats_the_ref_of_a_bad_row_is_left_out_as_was_said(tmp_path: Path, held: Any, capsys: Any) -> None:
    file = _file(tmp_path, "7,Dee,,Fell,,2011-02-30,F" + "," * 9, "7,Dee,,Fell,,2011-02-28,F" + "," * 9, REED)
    _import(file, "--apply", "--skip-bad")
    assert held() == [("Ada Reed", "2015-06-01", "F")]
    said = capsys.readouterr()
    assert "2 rows with problems left out" in said.out
    assert "Row 3, ref: “7” already stands in row 2" in said.err


def test_of_many_problems_the_first_are_told_and_all_are_counted(tmp_path: Path, held: Any, capsys: Any) -> None:
    with pytest.raises(CommandError, match=r"90 of 90 rows have problems\. Nothing was written"):
        _import(_file(tmp_path, *(f"{n},Dee,,Fell,,soon,F" + "," * 9 for n in range(90))), "--apply")
    told = capsys.readouterr().err
    assert told.count("“soon” is not a date") == 50
    assert "… and 40 more problems." in told
    assert held() == []


def test_the_same_file_again_changes_nothing_and_another_content_changes_the_person(
    tmp_path: Path, held: Any, acting: Acting, capsys: Any
) -> None:
    _import(_file(tmp_path, REED), "--apply")
    before = held()
    _import(_file(tmp_path, REED), "--apply")
    assert held() == before
    assert "0 new people, 0 changed, 1 unchanged" in capsys.readouterr().out
    _import(_file(tmp_path, REED.replace("Reed", "Fell").replace("2 Mill Lane", "5 Forge Row")), "--apply")
    with acting():
        ada = Person.objects.get()
        assert ada.surname == "Fell"
        assert OtherName.objects.get(person=ada).surname == "Reed"
        assert {(a.lines, a.ends_on is None) for a in Address.objects.filter(person=ada)} == {
            ("2 Mill Lane", False),
            ("5 Forge Row", True),
        }
        assert Person.objects.get().version == 2


def test_a_parent_no_older_than_the_child_is_kept_as_claimed_with_a_warning(
    tmp_path: Path, acting: Acting, capsys: Any, area: Area
) -> None:
    _import(_file(tmp_path, REED, MOTHER.replace("1989", "2016")), "--apply")
    assert "Warning, ref 2: Kept as claimed" in capsys.readouterr().err
    with acting():
        assert "no older than a child" in Imported.objects.get(ref="2").warnings[0]
        assert Imported.objects.get(ref="1").warnings == []


def test_a_nameless_child_of_a_return_is_completed(tmp_path: Path, acting: Acting, area: Area, held: Any) -> None:
    with acting(as_service="people_import"):
        child = Person.objects.create(area=area, recorded_at=NOON)
        Identifier.objects.create(area=area, person=child, kind="la_child_id", value="C77")
    _import(_file(tmp_path, REED), "--apply")
    with acting():
        assert Person.objects.get().pk == child.pk
    assert held() == [("Ada Reed", "2015-06-01", "F")]


def test_answers_that_cannot_be_written_are_told_in_words(tmp_path: Path, area: Area) -> None:
    with pytest.raises(CommandError, match=r"nowhere/out\.jsonl cannot be read or written: no such file or directory"):
        call_command(
            "people", "match", str(_file(tmp_path, REED)), "--area", "dorset", "--out", str(tmp_path / "nowhere" / "out.jsonl")
        )


def test_an_unknown_area_is_told_with_the_known_ones(tmp_path: Path, area: Area) -> None:
    with pytest.raises(CommandError, match=r"There is no area atlantis\. Areas: .*dorset"):
        call_command("people", "import", str(_file(tmp_path, REED)), "--area", "atlantis")


def test_a_partners_list_is_answered_row_by_row_with_reasons(tmp_path: Path, acting: Acting, area: Area) -> None:
    _import(_file(tmp_path, REED, MOTHER, CROW), "--apply")
    asked = tmp_path / "roll.csv"
    asked.write_text(
        "ref,forename,surname,date_of_birth,sex,address_line,postcode\n"
        "S1,Ada,Reid,01/06/2015,F,2 Mill Lane,ZZ99 1AA\n"
        "S2,Crow,Chidi,2012-09-03,M,,\n"
        "S3,Quentin,Featherstone,2001-01-02,M,,\n"
        "S4,Bea,Reed,2001-13-45,,2 Mill Lane,ZZ99 1AA\n",
        encoding="utf-8",
    )
    out = tmp_path / "answers.jsonl"
    call_command("people", "match", str(asked), "--area", "Dorset", "--out", str(out), "--top", "2")
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(a["ref"], [c["ref"] for c in a["candidates"]][:1]) for a in answers] == [
        ("S1", ["1"]),
        ("S2", ["3"]),
        ("S3", []),
        ("S4", ["2"]),
    ]
    with acting():
        assert answers[0]["candidates"][0]["person"] == str(Person.objects.get(forename="Ada").pk)
    assert any("First name and surname are the other way round" in each for each in answers[1]["candidates"][0]["reasons"])
    assert "not a day of the calendar" in answers[3]["warnings"][0]
    with acting("auditor"):
        [look] = Look.objects.filter(page="kith people match")
        assert look.asked == {"list": "roll.csv", "rows": 4}
        assert len(look.shown) >= 3


def test_a_partners_list_never_learns_of_a_restricted_person(tmp_path: Path, acting: Acting, area: Area) -> None:
    _import(_file(tmp_path, REED), "--apply")
    with acting("team_manager") as manager:
        family = record_family(name="Reed", now=NOON)
        join_family(family=family, person=Person.objects.get(), role="child", on=NOON.date())
        restrict_family(
            family=family, named=[manager.practitioner_id], owner_id=manager.practitioner_id, reason="For the test", now=NOON
        )
    out = tmp_path / "answers.jsonl"
    call_command("people", "match", str(_file(tmp_path, REED)), "--area", "dorset", "--out", str(out))
    assert json.loads(out.read_text())["candidates"] == []


@pytest.mark.parametrize("number", ["nhs_number", "upn", "la_child_id"])
def test_a_new_row_with_a_number_of_somebody_on_record_is_on_the_review_list_at_once(
    number: str, tmp_path: Path, acting: Acting, area: Area, capsys: Any
) -> None:
    value = {"nhs_number": "9990000018", "upn": "K001300122001", "la_child_id": "C77"}[number]
    said = {"nhs_number": "", "upn": "", "la_child_id": "", number: value}
    with acting():
        held = record_person(forename="Ada", surname="Reed", date_of_birth=None, now=NOON, **said)
    row = f"9,Ada,,Reid,,2015-06-01,F,,,{said['nhs_number']},{said['upn']},,{said['la_child_id']},,,"
    _import(_file(tmp_path, row), "--apply")
    assert "1 new people have a number of somebody on record" in capsys.readouterr().out
    with acting():
        pair = PossibleDuplicate.objects.get()
        assert held.pk in {pair.person_id, pair.other_id}
