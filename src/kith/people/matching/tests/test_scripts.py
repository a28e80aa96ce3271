"""Names in other scripts: what they sound like, where one without a space divides, and that a script never counts against."""

from datetime import date
from typing import Any

import pytest

from kith.people.index.keys import lookup_keys, stored_keys
from kith.people.matching.description import Held, Wanted
from kith.people.matching.score import score_pair
from kith.people.matching.scripts import divided, latin
from kith.people.matching.sounds import sound
from kith.people.matching.spelling import fold

BORN = date(2015, 5, 6)
HOME = ("14 Mill Lane", "ZZ99 3WZ")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("小龍", "xiaolong"),
        ("小龙", "xiaolong"),
        ("Коваленко", "kovalenko"),
        ("Ольга", "olga"),
        ("Χρυσάνθη", "chrisanthi"),
        ("محمد", "mohammed"),
        ("يوسف", "yusuf"),
        ("أحمد", "ahmed"),
        ("الخطيب", "khatib"),
        ("زهرا", "zahra"),
        ("ਸੰਧੂ", "sandhu"),
        ("ਗਿੱਲ", "gill"),
        ("शर्मा", "sharma"),
        ("김", "gim"),
        ("Marsh", "marsh"),
    ],
)
def test_another_script_sounds_as_it_is_said(written: str, said: str) -> None:
    assert sound(latin(fold(written))) == sound(said)


@pytest.mark.parametrize(
    ("whole", "two"),
    [
        ("李小龍", ("小龍", "李")),
        ("李明", ("明", "李")),
        ("欧阳锋", ("锋", "欧阳")),
        ("欧阳娜娜", ("娜娜", "欧阳")),
        ("田中太郎", ("太郎", "田中")),
        ("김철수", ("철수", "김")),
        ("李", None),
        ("李 小龍", None),
        ("Lee", None),
        ("", None),
        ("李小龍先生您", None),
    ],
)
def test_a_name_without_a_space_divides_after_the_surname(whole: str, two: tuple[str, str] | None) -> None:
    assert divided(whole) == two


@pytest.mark.parametrize(
    ("wanted", "held"),
    [
        (("Xiaolong", "Li"), ("小龍", "李")),
        (("", "李小龍"), ("小龍", "李")),
        (("李小龍", ""), ("Xiaolong", "Li")),
        (("Olena", "Kovalenko"), ("Олена", "Коваленко")),
        (("Ahmed", "Darwish"), ("أحمد", "درويش")),
        (("Gurpreet", "Sandhu"), ("ਗੁਰਪ੍ਰੀਤ", "ਸੰਧੂ")),
    ],
)
def test_two_scripts_of_one_name_meet_and_speak_for_each_other(wanted: tuple[str, str], held: tuple[str, str]) -> None:
    one, other = Wanted(*_boxes(wanted)), Held(*_boxes(held))
    assert lookup_keys(one) & stored_keys(other)
    score = score_pair(one, other)
    assert score.points > 3, score.told
    assert score.reasons_against == []


def _boxes(name: tuple[str, str]) -> tuple[str, str, str]:
    return name[0], "", name[1]


def test_another_script_that_sounds_otherwise_says_nothing_and_makes_nobody_strong() -> None:
    said: dict[str, Any] = {"date_of_birth": BORN, "sex": "F"}
    wanted = Wanted(forename="Grace", surname="Chan", address=HOME[0], postcode=HOME[1], **said)
    score = score_pair(wanted, Held(forename="美玲", surname="林", addresses=((*HOME, True),), **said))
    assert {told.level for told in score.told if told.part in {"forename", "surname"}} == {"script"}
    assert score.reasons_against == []
    assert score.confidence == "possible"


def test_alike_in_two_scripts_is_possible_and_never_strong() -> None:
    said: dict[str, Any] = {"date_of_birth": BORN, "sex": "F"}
    wanted = Wanted(forename="Mei Ling", surname="Lin", address=HOME[0], postcode=HOME[1], **said)
    score = score_pair(wanted, Held(forename="美玲", surname="林", addresses=((*HOME, True),), **said))
    assert {told.level for told in score.told if told.part in {"forename", "surname"}} == {"transcribed"}
    assert score.confidence == "possible"


def test_two_names_in_one_other_script_differ_as_ever() -> None:
    told = score_pair(Wanted(forename="Мария", surname="Иванова"), Held(forename="Борис", surname="Петров")).told
    assert {(each.part, each.level) for each in told} == {("forename", "differs"), ("surname", "differs")}
