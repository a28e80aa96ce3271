"""Whoever has one name is found by it in whichever box it stands; and a name is not rare because the area is small."""

from datetime import date
from typing import Any

import pytest

from kith.people.index.keys import lookup_keys, stored_keys
from kith.people.matching.description import Held, Wanted
from kith.people.matching.score import score_pair
from kith.people.matching.weights import PRIOR_PEOPLE, Frequencies, usual_shares

BORN = date(1990, 5, 6)
FIRST, LAST = {"forename": "Suharto"}, {"surname": "Suharto"}


@pytest.mark.parametrize("born", [None, BORN])
@pytest.mark.parametrize("wanted", [FIRST, LAST, FIRST | LAST, FIRST | {"surname": "Widodo"}, LAST | {"forename": "Joko"}])
@pytest.mark.parametrize("held", [FIRST, LAST])
def test_one_name_scores_and_is_looked_up_in_either_box(wanted: dict[str, str], held: dict[str, str], born: date | None) -> None:
    one, other = Wanted(**wanted, date_of_birth=born), Held(**held, date_of_birth=born)
    assert lookup_keys(one) & stored_keys(other)
    score = score_pair(one, other)
    assert score.points > 4
    assert any("uharto" in reason.lower() for reason in score.reasons_for)


def test_one_name_finds_who_has_it_as_a_first_name() -> None:
    typed_as_surname = score_pair(Wanted(surname="Emeka"), Held(forename="Emeka", surname="Okonkwo"))
    assert [told.level for told in typed_as_surname.told] == ["same", "one_name"]
    assert score_pair(Wanted(forename="Emeka"), Held(forename="Emeka", surname="Okonkwo")).points > typed_as_surname.points


def test_one_name_in_the_other_box_is_no_strong_match_without_a_number() -> None:
    said: dict[str, Any] = {"date_of_birth": BORN, "sex": "M"}
    home = {"address": "14 Mill Lane", "postcode": "ZZ99 3WZ"}
    held = Held(forename="James", surname="Smith", addresses=(("14 Mill Lane", "ZZ99 3WZ", True),), **said)
    assert score_pair(Wanted(surname="James", **said, **home), held).confidence == "possible"


def test_two_names_that_share_nothing_are_not_read_as_one() -> None:
    told = score_pair(Wanted(forename="Emeka", surname="Obi"), Held(forename="Chidi", surname="Emeka")).told
    assert {(each.part, each.level) for each in told} == {("forename", "differs"), ("surname", "differs")}


@pytest.mark.parametrize("people", [0, 50, 300, 3_000])
@pytest.mark.parametrize(("place", "word"), [("s", "smith"), ("s", "khan"), ("f", "mohammed"), ("s", "kaur")])
def test_a_common_name_is_common_where_few_people_are_on_record(people: int, place: str, word: str) -> None:
    counted = Frequencies(people, {(word, place): min(people, 1)})
    assert counted.rarity(place, word) < -0.5
    assert counted.rarity(place, "wolstenholme") > counted.rarity(place, word)


def test_where_many_people_are_on_record_they_speak_for_themselves() -> None:
    many = Frequencies(1_000_000, {("smith", "s"): 200})
    assert many.rarity("s", "smith") > 1


@pytest.mark.parametrize("people", [0, 10, 1_000, 100_000])
def test_no_name_is_rarer_than_without_the_countrys_names(people: int) -> None:
    for word, place in (*usual_shares(), ("wolstenholme", "s")):
        bearers = {(word, place): people // 500}
        assert Frequencies(people, bearers).rarity(place, word) <= Frequencies(people, bearers, {}).rarity(place, word)


def test_the_countrys_names_are_shares_of_people() -> None:
    shares = usual_shares()
    assert all(0.001 <= share < 0.02 for share in shares.values())
    assert shares["smith", "s"] * PRIOR_PEOPLE > 20
