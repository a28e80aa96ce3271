"""The pure rules of the record: impossible dates, parents, unions, responsibility, roles, ages and words of kinship."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.models import RelationshipKind, Union
from kith.people.record.ages import age_words
from kith.people.record.codes import disability_words, ethnicity_words
from kith.people.record.kinship import word_back, word_for
from kith.people.record.relations import Related
from kith.people.record.rules import (
    BOTH_WAYS,
    FOREBEARS,
    LONGEST_PREGNANCY,
    OLDEST,
    birth_parent_is_older,
    dates_agree,
    may_open_sealed,
    may_restrict,
    may_seal,
    no_forebear_of_oneself,
    responsibility,
    sees_particulars,
    union_of_partners,
)
from kith.people.record.services.details import spaced

TODAY = date(2026, 3, 4)
DAY = timedelta(days=1)
A, B, C, D = (UUID(int=n) for n in range(1, 5))


@pytest.mark.parametrize(
    ("born", "died", "expected", "field"),
    [
        (None, None, None, None),
        (TODAY, None, None, None),
        (TODAY + DAY, None, None, "date_of_birth"),
        (date(TODAY.year - OLDEST, 1, 1), None, None, None),
        (date(TODAY.year - OLDEST - 1, 12, 31), None, None, "date_of_birth"),
        (date(1980, 1, 1), TODAY, None, None),
        (date(1980, 1, 1), TODAY + DAY, None, "date_of_death"),
        (date(1980, 1, 2), date(1980, 1, 1), None, "date_of_death"),
        (date(1980, 1, 1), date(1980, 1, 1), None, None),
        (None, date(2020, 1, 1), None, None),
        (None, TODAY + DAY, None, "date_of_death"),
        (None, None, TODAY + LONGEST_PREGNANCY, None),
        (None, None, TODAY + LONGEST_PREGNANCY + DAY, "expected_date"),
        (None, None, TODAY - timedelta(days=400), None),
        (TODAY, None, TODAY + timedelta(days=400), None),
    ],
)
def test_dates_that_cannot_be_name_their_field(
    born: date | None, died: date | None, expected: date | None, field: str | None
) -> None:
    problem = dates_agree(born=born, died=died, expected=expected, today=TODAY)
    assert (problem.field if problem else None) == field
    assert problem is None or problem.message.rstrip(".").endswith(("Check it", "Check both", "Check the year", "expected date"))


@dataclass
class Born:
    date_of_birth: date | None
    birth_date_kind: str = "exact"


@pytest.mark.parametrize(
    ("parent", "child", "refused"),
    [
        (Born(date(1990, 5, 1)), Born(date(2015, 4, 7)), False),
        (Born(date(2015, 4, 7)), Born(date(2015, 4, 7)), True),
        (Born(date(2015, 4, 8)), Born(date(2015, 4, 7)), True),
        (Born(date(2015, 4, 6)), Born(date(2015, 4, 7)), False),
        (Born(None), Born(date(2015, 4, 7)), False),
        (Born(date(2015, 4, 8)), Born(None), False),
        (Born(date(2016, 1, 1), "estimated"), Born(date(2015, 4, 7)), False),
        (Born(date(2016, 1, 1)), Born(date(2015, 4, 7), "estimated"), False),
    ],
)
def test_a_birth_parent_is_older_as_far_as_dates_are_exact(parent: Born, child: Born, refused: bool) -> None:
    assert birth_parent_is_older(parent=parent, child=child) is not refused


@pytest.mark.parametrize(
    ("pairs", "refused"),
    [
        ({}, False),
        ({B: {A}}, True),
        ({B: {C}, C: {A}}, True),
        ({B: {C}, C: {D}}, False),
        ({A: {B}}, False),
        ({B: {C}, C: {B}}, False),
        ({B: {C, D}, D: {A}}, True),
    ],
)
def test_nobody_is_their_own_forebear(pairs: dict[UUID, set[UUID]], refused: bool) -> None:
    def children(of: set[UUID]) -> set[UUID]:
        return set().union(*(pairs.get(each, set()) for each in of))

    assert no_forebear_of_oneself(A, B, children) is not refused


def test_a_person_is_a_circle_of_their_own() -> None:
    assert not no_forebear_of_oneself(A, A, lambda of: set())


@pytest.mark.parametrize("union", ["", *Union.values])
@pytest.mark.parametrize("kind", RelationshipKind.values)
def test_only_partners_are_married_or_divorced(kind: str, union: str) -> None:
    problem = union_of_partners(kind=kind, union=union)
    assert bool(problem) is (bool(union) and kind not in {"partner", "ex_partner"})
    assert problem is None or problem.field == "union"


@pytest.mark.parametrize(
    ("held", "basis", "since", "until", "field"),
    [
        (None, "", None, None, None),
        (True, "birth_mother", None, None, None),
        (False, "order", None, None, None),
        (None, "birth_mother", None, None, "parental_responsibility"),
        (None, "order", None, TODAY, None),
        (None, "", None, TODAY, None),
        (None, "", None, TODAY + DAY, "responsibility_until"),
        (True, "order", TODAY, TODAY, None),
        (True, "order", TODAY, TODAY - DAY, "responsibility_until"),
        (True, "order", TODAY, None, None),
        (True, "order", TODAY + DAY, None, "responsibility_from"),
    ],
)
def test_parental_responsibility_has_a_beginning_before_its_end(
    held: bool | None, basis: str, since: date | None, until: date | None, field: str | None
) -> None:
    problem = responsibility(held=held, basis=basis, since=since, until=until, today=TODAY)
    assert (problem.field if problem else None) == field


ROLES = (
    "administrator auditor business_support duty_worker family_group_coordinator family_help_worker front_door lead_practitioner"
    " out_of_hours partner_practitioner records_officer senior_social_worker team_manager lead_child_protection"
).split()


@pytest.mark.parametrize("role", ROLES)
def test_who_may_close_and_open_a_record_after_an_adoption(role: str) -> None:
    assert may_seal({role}) is (role in {"team_manager", "records_officer"})
    assert may_open_sealed({role}) is (role == "records_officer")


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_particulars_and_who_may_restrict(role: str) -> None:
    assert sees_particulars({role}) is (role not in {"business_support", "family_group_coordinator"})
    restricting = {
        *("front_door", "out_of_hours", "duty_worker", "senior_social_worker", "team_manager"),
        *("lead_child_protection", "records_officer"),
    }
    assert may_restrict({role}) is (role in restricting)


def test_two_roles_may_what_either_may_and_none_may_nothing() -> None:
    assert sees_particulars({"business_support", "lead_practitioner"})
    assert not sees_particulars(set())
    assert not may_seal(set())
    assert may_seal({"family_help_worker", "team_manager"})


@pytest.mark.parametrize(
    ("born", "on", "words"),
    [
        (date(2008, 3, 5), TODAY, "17"),
        (date(2008, 3, 4), TODAY, "18"),
        (date(2008, 2, 29), date(2026, 2, 28), "17"),
        (date(2008, 2, 29), date(2026, 3, 1), "18"),
        (date(2024, 3, 4), TODAY, "2"),
        (date(2024, 3, 5), TODAY, "23 months"),
        (date(2025, 12, 4), TODAY, "3 months"),
        (date(2025, 12, 5), TODAY, "12 weeks"),
        (date(2026, 2, 25), TODAY, "1 week"),
        (date(2026, 2, 18), TODAY, "2 weeks"),
        (date(2026, 2, 26), TODAY, "under a week"),
        (TODAY, TODAY, "under a week"),
        (TODAY + DAY, TODAY, "not yet born"),
    ],
)
def test_an_age_as_people_say_it(born: date, on: date, words: str) -> None:
    assert age_words(born, None, None, "exact", on) == words
    assert age_words(born, None, None, "estimated", on) == (words if words == "not yet born" else f"about {words}")


@pytest.mark.parametrize(
    ("born", "expected", "died", "words"),
    [
        (None, None, None, "age not known"),
        (None, date(2026, 9, 2), None, "due 2 September 2026"),
        (date(1948, 1, 1), None, date(2015, 1, 1), "67 when they died"),
        (date(1948, 1, 1), None, date(2014, 12, 31), "66 when they died"),
        (date(2026, 1, 1), None, date(2026, 1, 3), "under a week when they died"),
        (date(2015, 4, 7), date(2015, 4, 1), None, "10"),
    ],
)
def test_an_age_before_birth_and_after_death(born: date | None, expected: date | None, died: date | None, words: str) -> None:
    assert age_words(born, expected, died, "exact", TODAY) == words


@given(st.dates(date(1930, 1, 1), TODAY), st.integers(0, 40_000))
def test_an_age_is_said_of_every_day(born: date, days: int) -> None:
    said = age_words(born, None, None, "exact", born + timedelta(days=days))
    assert said == "under a week" or said.split()[0].isdigit()


@pytest.mark.parametrize("kind", RelationshipKind.values)
def test_every_kind_has_a_word_for_each_of_the_two(kind: str) -> None:
    for sex in "FMU":
        assert word_for(kind, sex)
        assert word_back(kind, sex)
    if kind in BOTH_WAYS:
        assert {word_for(kind, sex) for sex in "FMU"} == {word_back(kind, sex) for sex in "FMU"}
    elif kind in FOREBEARS:
        assert word_back(kind, "U") != word_for(kind, "U")


@pytest.mark.parametrize(
    ("kind", "sex", "union", "word", "back"),
    [
        ("mother", "F", "", "mother", "daughter"),
        ("mother", "M", "", "mother", "son"),
        ("father", "U", "", "father", "child"),
        ("possible_father", "M", "", "possible father", "possible child"),
        ("adoptive_parent", "F", "", "adoptive mother", "adopted daughter"),
        ("step_parent", "M", "", "stepfather", "stepson"),
        ("grandparent", "F", "", "grandmother", "granddaughter"),
        ("aunt_uncle", "M", "", "uncle", "nephew"),
        ("aunt_uncle", "U", "", "aunt or uncle", "niece or nephew"),
        ("sibling", "F", "", "sister", "sister"),
        ("twin", "M", "", "twin brother", "twin brother"),
        ("cousin", "F", "", "cousin", "cousin"),
        ("partner", "F", "", "partner", "partner"),
        ("partner", "F", "married", "wife", "wife"),
        ("partner", "M", "married", "husband", "husband"),
        ("partner", "U", "civil_partnership", "civil partner", "civil partner"),
        ("ex_partner", "F", "divorced", "former wife", "former wife"),
        ("ex_partner", "F", "separated", "former partner", "former partner"),
        ("guardian", "F", "", "guardian", "child they are guardian of"),
        ("foster_parent", "F", "", "foster carer", "foster child"),
    ],
)
def test_what_people_are_to_each_other(kind: str, sex: str, union: str, word: str, back: str) -> None:
    assert (word_for(kind, sex, union), word_back(kind, sex, union)) == (word, back)


@pytest.mark.parametrize(
    ("kind", "kind_words", "more", "words"),
    [
        ("mother", "Mother", {"word": "mother"}, "Jo is mother of Ella"),
        (
            "mother",
            "Mother",
            {"word": "mother", "parental_responsibility": True},
            "Jo is mother of Ella, with parental responsibility",
        ),
        (
            "father",
            "Father",
            {"word": "father", "parental_responsibility": False},
            "Jo is father of Ella, without parental responsibility",
        ),
        (
            "mother",
            "Mother",
            {"word": "mother", "parental_responsibility": True, "basis_words": "Birth mother"},
            "Jo is mother of Ella, with parental responsibility (birth mother)",
        ),
        ("mother", "Mother", {"word": "mother", "basis_words": "Birth mother"}, "Jo is mother of Ella"),
        ("aunt_uncle", "Aunt or uncle", {"word": "aunt", "parental_responsibility": False}, "Jo is aunt of Ella"),
        (
            "guardian",
            "Guardian",
            {"word": "guardian", "parental_responsibility": True},
            "Jo is guardian of Ella, with parental responsibility",
        ),
        ("partner", "Partner", {"word": "wife", "union_words": "Married"}, "Jo is wife of Ella"),
        ("partner", "Partner", {"word": "partner", "union_words": "Living together"}, "Jo is partner of Ella (living together)"),
        ("cousin", "Cousin", {}, "Jo is cousin of Ella"),
    ],
)
def test_a_relationship_is_one_sentence(kind: str, kind_words: str, more: dict[str, object], words: str) -> None:
    said: dict[str, object] = {"parental_responsibility": None, **more}
    row = Related(A, "Jo", kind, kind_words, B, "Ella", **said)  # type: ignore[arg-type]
    assert row.words == words


def test_a_relationship_is_read_from_either_side() -> None:
    row = Related(A, "Jo", "mother", "Mother", B, "Ella", None, word="mother", word_back="daughter")
    assert row.seen_from(B) == (A, "Jo", "mother")
    assert row.seen_from(A) == (B, "Ella", "daughter")


@pytest.mark.parametrize(
    ("code", "words"), [("BAFR", "African"), ("", ""), ("Something said", "Something said"), ("WBRI", "White British")]
)
def test_an_ethnicity_is_said_in_the_words_of_the_census(code: str, words: str) -> None:
    assert ethnicity_words(code) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("LD AUT", "Learning, Autism"),
        ("LD", "Learning"),
        ("", ""),
        ("Uses a wheelchair", "Uses a wheelchair"),
        ("LD wheelchair", "LD wheelchair"),
    ],
)
def test_disability_is_said_in_words_when_all_of_it_is_codes(said: str, words: str) -> None:
    assert disability_words(said) == words


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("zz993wz", "ZZ99 3WZ"),
        ("ZZ99 3WZ", "ZZ99 3WZ"),
        (" z z9 9 3wz ", "ZZ99 3WZ"),
        ("z93wz", "Z9 3WZ"),
        ("z9wz", "Z9WZ"),
        ("", ""),
        ("not known at all", "NOT KNOWN"[:9] + " "),
    ],
)
def test_a_postcode_has_one_space_before_its_last_three(written: str, kept: str) -> None:
    assert spaced(written) == kept


@given(st.lists(st.dates(date(1990, 1, 1), TODAY), min_size=2, max_size=5))
def test_the_later_born_is_never_said_to_be_older(days: list[date]) -> None:
    for earlier, later in pairwise(sorted(days)):
        assert birth_parent_is_older(parent=Born(earlier), child=Born(later)) or earlier == later
