"""What one reader's copy of a family's picture leaves out, protection by protection and part by part (practice.md P-9). Pure."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.record.curtain import _Cleaner
from kith.people.record.family_picture import (
    AgreementSeen,
    Contact,
    FamilyPicture,
    HazardSeen,
    Member,
    Place,
    ProtectionSeen,
    RiskSeen,
)
from kith.people.record.reader_copy import as_seen_by, gives_away, words_to_keep_from
from kith.people.record.relations import ProfessionalSeen, Related, TieSeen
from kith.workbench.readers import KEPT_PRIVATE

MUM, DAD, ELLA, BABY, GRAN, GUESS = (UUID(int=n) for n in range(1, 7))
TODAY = date(2026, 3, 4)


def member(key: UUID, name: str, role: str, **more: Any) -> Member:
    said: dict[str, Any] = {
        "id": key,
        "version": 1,
        "name": f"{name} Example",
        "forename": name,
        "surname": "Example",
        "other_names": [f"{name}’s other name"],
        "role": role,
        "role_words": role.capitalize(),
        "household": "Home",
        "starts_on": TODAY,
        "left_on": None,
        "age": "30",
        "age_years": 30,
        "date_of_birth": date(1996, 1, 1),
        "expected_date": None,
        "sex": "U",
        "ethnicity": "",
        "language": "",
        "interpreter": "",
        "disability": "",
        "school": "",
        "restricted": True,
        "identifiers": [("NHS number", "9991204318", True)],
        "addresses": [],
        "contacts": [Contact(UUID(int=key.int + 50), "telephone", f"0770090012{key.int}", "yes", "Safe", "")],
    }
    return Member(**{**said, **more})


REFUGE = Place("12 Refuge Row", "ZZ99 3AA", True)


def family(*protections: ProtectionSeen, **more: Any) -> FamilyPicture:
    """Return a family: Mum with Ella and a baby on the way in one home, Dad and Gran in theirs, and a man who may be the father."""
    members = [
        member(MUM, "Agnes", "parent", addresses=[REFUGE]),
        member(DAD, "Bartholomew", "parent", household="Dad's", addresses=[Place("4 Father Street", "ZZ99 4BB", True)]),
        member(
            ELLA, "Ella", "child", addresses=[REFUGE], school="Quayside Primary", date_of_birth=date(2015, 4, 7), age_years=10
        ),
        member(BABY, "Babykins", "unborn", addresses=[], date_of_birth=None, expected_date=date(2026, 6, 1), age_years=None),
        member(GRAN, "Constance", "relative", household="Gran's", addresses=[Place("7 Mill Row", "ZZ99 5CC", True)]),
        member(GUESS, "Gottfried", "adult", household=""),
    ]
    said: dict[str, Any] = {
        "id": UUID(int=99),
        "name": "Example, Weymouth",
        "summary": "What workers think",
        "restricted": True,
        "version": 3,
        "on": TODAY,
        "members": members,
        "former_members": [],
        "relationships": [
            related(MUM, "mother", ELLA),
            related(DAD, "father", ELLA),
            related(MUM, "mother", BABY),
            related(GUESS, "possible_father", BABY),
        ],
        "hazards": [HazardSeen(UUID(int=60), "Bartholomew", "A dog", "Police", TODAY)],
        "protections": list(protections),
        "agreements": [agreement(MUM), agreement(DAD)],
        "ties": [
            tie(MUM, "Cannery", "work"),
            tie(MUM, "Choir at St Peter", "faith"),
            tie(DAD, "Bowls club", "activities"),
            tie(DAD, "Children’s services", "services"),
        ],
        "professionals": [
            professional(MUM, "gp", "Harbour Surgery"),
            professional(ELLA, "school", "Quayside Primary"),
            professional(DAD, "gp", "Moor Surgery"),
            professional(ELLA, "police", "Old colleague", current=False),
        ],
        "risks": [RiskSeen(UUID(int=61), GUESS, "Gottfried", "Words", "Court", TODAY, TODAY, False, 0)],
    }
    return FamilyPicture(**{**said, **more})


def related(person: UUID, kind: str, other: UUID) -> Related:
    return Related(
        person, "A", kind, kind.capitalize(), other, "B", True, claimed="Claimed", basis_words="Order", responsibility_from=TODAY
    )


def tie(person: UUID, name: str, circle: str) -> TieSeen:
    return TieSeen(
        UUID(int=70), person, "A", None, name, circle, circle, "conflict", "In conflict", "both", "", "Words", "Source"
    )


def professional(person: UUID, kind: str, organisation: str, *, current: bool = True) -> ProfessionalSeen:
    return ProfessionalSeen(UUID(int=80), person, "A", kind, kind, "Sam Worker", organisation, "", "", None, None, current)


def agreement(person: UUID) -> AgreementSeen:
    return AgreementSeen(person, "A", "service", "Help", "yes", "Yes", "Words", datetime(2026, 3, 4, tzinfo=UTC))


def protect(person: UUID, what: str, hidden_from: UUID | None = DAD) -> ProtectionSeen:
    return ProtectionSeen(UUID(int=90), person, "A", what, what.capitalize(), hidden_from, "B", "She fled", TODAY)


def seen(picture: FamilyPicture, key: UUID) -> Member:
    found = picture.member(key)
    assert found is not None
    return found


@pytest.mark.parametrize("reader", [MUM, DAD, ELLA, GRAN])
def test_what_is_for_workers_only_is_in_nobodys_copy(reader: UUID) -> None:
    copy = as_seen_by(family(), reader)
    assert (copy.name, copy.summary, copy.restricted, copy.reader_id) == ("Your family", "", False, reader)
    assert (copy.hazards, copy.risks, copy.protections) == ([], [], [])
    assert not any(each.restricted for each in copy.members)
    assert {each.person_id for each in copy.agreements} <= {reader}
    assert all((each.quality, each.words, each.source) == ("ordinary", "", "") for each in copy.ties)
    assert all((each.claimed, each.basis_words, each.responsibility_from) == ("", "", None) for each in copy.relationships)
    assert "possible_father" not in {each.kind for each in copy.relationships}
    assert GUESS not in {each.id for each in copy.members}
    assert "Children’s services" not in {each.other for each in copy.ties}
    assert all(each.current for each in copy.professionals)
    for each in copy.members:
        mine = each.id == reader
        assert (bool(each.contacts), bool(each.identifiers), bool(each.other_names)) == (mine, mine, mine)


def test_a_possible_father_who_reads_sees_himself() -> None:
    assert GUESS in {each.id for each in as_seen_by(family(), GUESS).members}


def test_a_possible_father_who_is_also_something_else_stays() -> None:
    picture = family()
    both = replace(picture, relationships=[*picture.relationships, related(GUESS, "partner", MUM)])
    assert GUESS in {each.id for each in as_seen_by(both, DAD).members}


@pytest.mark.parametrize(
    ("what", "reader", "hidden"),
    [
        ("address", DAD, True),
        ("address", MUM, False),
        ("address", GRAN, False),
        ("school", DAD, False),
        ("telephone", DAD, False),
    ],
)
def test_a_protected_address_leaves_the_copy_of_the_one_it_is_kept_from(what: str, reader: UUID, hidden: bool) -> None:
    copy = as_seen_by(family(protect(MUM, what)), reader)
    assert (seen(copy, MUM).addresses == []) is hidden
    assert (seen(copy, ELLA).addresses == []) is hidden, "whoever shares the address gives it away"
    assert (seen(copy, ELLA).household == "") is hidden
    assert seen(copy, GRAN).addresses, "another home stays"


@pytest.mark.parametrize("lines", ["12 refuge row", "12 REFUGE ROW", "12  Refuge-Row"])
def test_a_shared_address_is_known_however_it_is_written(lines: str) -> None:
    picture = family(protect(MUM, "address"))
    picture = replace(
        picture, members=[replace(m, addresses=[Place(lines, "", True)]) if m.id == GRAN else m for m in picture.members]
    )
    assert seen(as_seen_by(picture, DAD), GRAN).addresses == []


def test_another_address_of_the_same_postcode_is_hidden_too() -> None:
    picture = family(protect(MUM, "address"))
    near = [Place("14 Refuge Row", "zz99 3aa", True)]
    picture = replace(picture, members=[replace(m, addresses=near) if m.id == GRAN else m for m in picture.members])
    assert seen(as_seen_by(picture, DAD), GRAN).addresses == []


@pytest.mark.parametrize("reader", [DAD, GRAN, ELLA])
def test_what_is_kept_from_somebody_not_on_record_is_kept_from_every_reader_but_the_one_protected(reader: UUID) -> None:
    picture = family(protect(MUM, "address", None))
    assert seen(as_seen_by(picture, reader), MUM).addresses == []
    assert seen(as_seen_by(picture, MUM), MUM).addresses == [REFUGE]


def test_a_protected_school_leaves_every_child_of_that_school() -> None:
    picture = family(protect(ELLA, "school"))
    picture = replace(picture, members=[replace(m, school="QUAYSIDE  primary") if m.id == GRAN else m for m in picture.members])
    copy = as_seen_by(picture, DAD)
    assert (seen(copy, ELLA).school, seen(copy, GRAN).school) == ("", "")
    assert seen(as_seen_by(picture, MUM), ELLA).school == "Quayside Primary"


@pytest.mark.parametrize(
    ("protections", "reader", "professionals"),
    [
        ((), DAD, {"Moor Surgery", "Quayside Primary"}),
        ((), MUM, {"Harbour Surgery", "Quayside Primary"}),
        (("telephone",), DAD, {"Moor Surgery", "Quayside Primary"}),
        (("address",), DAD, {"Moor Surgery"}),
        (("routine",), DAD, {"Moor Surgery"}),
        (("workplace",), DAD, {"Moor Surgery"}),
        (("address",), MUM, {"Harbour Surgery", "Quayside Primary"}),
    ],
)
def test_the_professionals_near_a_protected_home_are_left_out(
    protections: tuple[str, ...], reader: UUID, professionals: set[str]
) -> None:
    copy = as_seen_by(family(*(protect(MUM, what) for what in protections)), reader)
    assert {each.organisation for each in copy.professionals} == professionals


@pytest.mark.parametrize(
    ("reader", "hidden"), [(DAD, True), (MUM, False), (GRAN, False)], ids=["kept from Dad", "Mum herself", "not kept from Gran"]
)
def test_a_protected_pregnancy_takes_out_the_child_not_yet_born(reader: UUID, hidden: bool) -> None:
    copy = as_seen_by(family(protect(MUM, "pregnancy")), reader)
    assert (BABY not in {each.id for each in copy.members}) is hidden
    assert any(BABY in {each.person_id, each.other_id} for each in copy.relationships) is not hidden
    assert ("Babykins" in words_to_keep_from(family(protect(MUM, "pregnancy")), reader)) is hidden


def test_an_unborn_child_of_no_recorded_mother_is_hidden_to_be_safe_and_of_another_mother_stays() -> None:
    picture = family(protect(MUM, "pregnancy"))
    nobody = replace(picture, relationships=[])
    other = replace(picture, relationships=[related(GRAN, "mother", BABY)])
    assert BABY not in {each.id for each in as_seen_by(nobody, DAD).members}
    assert BABY in {each.id for each in as_seen_by(other, DAD).members}


@pytest.mark.parametrize(
    ("what", "kept", "not_kept"),
    [
        ("address", {"12 Refuge Row", "ZZ99 3AA", "Home", "Harbour Surgery"}, {"Cannery", "07700900121", "4 Father Street"}),
        ("telephone", {"07700900121"}, {"12 Refuge Row", "Harbour Surgery"}),
        ("workplace", {"Cannery", "Words"}, {"Choir at St Peter", "12 Refuge Row"}),
        ("routine", {"Choir at St Peter", "Harbour Surgery"}, {"Cannery", "12 Refuge Row"}),
        ("pregnancy", {"Babykins"}, {"12 Refuge Row"}),
    ],
)
def test_the_texts_that_must_stand_nowhere(what: str, kept: set[str], not_kept: set[str]) -> None:
    found = words_to_keep_from(family(protect(MUM, what)), DAD)
    assert kept <= found
    assert not found & not_kept
    assert not words_to_keep_from(family(protect(MUM, what)), MUM) & kept


def test_the_texts_of_a_protected_school() -> None:
    found = words_to_keep_from(family(protect(ELLA, "school")), DAD)
    assert "Quayside Primary" in found
    assert "Harbour Surgery" not in found


def test_the_name_of_a_possible_father_is_kept_from_all_but_him() -> None:
    assert "Gottfried Example" in words_to_keep_from(family(), DAD)
    assert "Gottfried Example" not in words_to_keep_from(family(), GUESS)


@pytest.mark.parametrize(
    ("text", "kept", "found"),
    [
        ("Meet at 12 Refuge Row", "12 Refuge Row", True),
        ("Meet at 12 REFUGE-ROW, please", "12 Refuge Row", True),
        ("Meet at 12refugerow", "12 Refuge Row", True),
        ("Meet at 112 Refuge Rowing Club", "Refuge Row", False),
        ("Ring 07700 900 121", "07700900121", True),
        ("Ring +44 7700 900121", "07700 900121", True),
        ("Ring (07700) 900-121 now", "07700900121", True),
        ("Ring 07700 900 122", "07700900121", False),
        ("zz993aa", "ZZ99 3AA", True),
        ("ZZ99 3AB", "ZZ99 3AA", False),
        ("The cannery is open", "Cannery", True),
        ("The canneries are open", "Cannery", False),
        ("Siân will be there", "Sian", True),
        ("", "Cannery", False),
    ],
)
def test_a_text_gives_away_what_is_kept_however_it_is_written(text: str, kept: str, found: bool) -> None:
    assert bool(gives_away(text, {kept})) is found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Meet at 12 Refuge Row", f"Meet at {KEPT_PRIVATE}"),
        ("Meet at 12, refuge  row at ten", f"Meet at {KEPT_PRIVATE} at ten"),
        ("12 Refuge Row and 12 REFUGE ROW", f"{KEPT_PRIVATE} and {KEPT_PRIVATE}"),
        ("Nothing to hide", "Nothing to hide"),
        ("x12refugerowx", KEPT_PRIVATE),
    ],
)
def test_a_text_loses_what_is_kept_or_is_kept_back_whole(text: str, shown: str) -> None:
    assert _Cleaner({"12 Refuge Row"})(text) == shown


KEPT = ["12 Refuge Row", "ZZ99 3AA", "07700900121", "Quayside Primary"]


@given(st.sampled_from(KEPT), st.text(max_size=20), st.text(max_size=20), st.booleans())
def test_nothing_kept_can_be_read_out_of_a_cleaned_text(kept: str, before: str, after: str, upper: bool) -> None:
    text = f"{before} {kept.upper() if upper else kept} {after}"
    assert not gives_away(_Cleaner(set(KEPT))(text), set(KEPT))


def test_a_copy_of_a_copy_shows_no_more() -> None:
    once = as_seen_by(family(protect(MUM, "address"), protect(MUM, "pregnancy")), DAD)
    again = as_seen_by(once, DAD)
    assert {m.id for m in again.members} == {m.id for m in once.members}
    assert [m.addresses for m in again.members] == [m.addresses for m in once.members]


def test_a_family_in_words() -> None:
    picture = family()
    assert [each.id for each in picture.children] == [ELLA, BABY], "the eldest first"
    assert [each.id for each in picture.adults] == [MUM, DAD, GRAN, GUESS]
    assert [(where, len(who)) for where, who in picture.households] == [
        ("Home", 3),
        ("Dad's", 1),
        ("Gran's", 1),
        ("Address not recorded", 1),
    ]
    assert picture.member(None) is None
    assert picture.member(UUID(int=777)) is None


@pytest.mark.parametrize(
    ("more", "unborn", "under_one", "child"),
    [
        ({"role": "child", "age_years": 0, "age": "3 months"}, False, True, True),
        ({"role": "child", "age_years": 1, "age": "12 months"}, False, False, True),
        ({"role": "child", "age_years": 0, "age": "2 weeks when they died"}, False, False, True),
        ({"role": "unborn", "date_of_birth": None, "expected_date": TODAY, "age_years": None}, True, False, True),
        ({"role": "parent"}, False, False, False),
    ],
)
def test_which_members_are_children(more: dict[str, Any], unborn: bool, under_one: bool, child: bool) -> None:
    one = member(ELLA, "Ella", **{"role": "child", **more})
    assert (one.is_unborn, one.under_one, one.is_child) == (unborn, under_one, child)
