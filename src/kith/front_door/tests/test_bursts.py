"""What repeats a request before it, and what says something of its own."""

from typing import Any

import pytest

from kith.front_door.bursts import danger_in, what_is_said
from kith.front_door.models import Danger
from kith.front_door.tests.conftest import body_of, simple_body

CHILD = {"key": "c", "role": "child", "forename": "Milo", "surname": "Hart"}
SAID: dict[str, Any] = {
    "worries": "He hit her at 14 Mill Lane. Come now!",
    "people": [CHILD],
    "relationships": [],
    "immediate_danger": True,
}


@pytest.mark.parametrize(
    ("what", "changes", "repeats"),
    [
        ("the same again", {}, True),
        ("another reference", {"reference": "R-2"}, True),
        ("capitals and marks", {"worries": "HE HIT HER — at 14, mill lane: come now"}, True),
        ("spaces and lines", {"worries": "He  hit her\n\nat 14 Mill Lane. Come   now!"}, True),
        ("characters without width", {"worries": "He h\u200bit her at 14 Mill\u2060 Lane. Come now!"}, True),
        ("another order, said twice", {"worries": "Come now! Come now! He hit her at 14 Mill Lane."}, True),
        ("the name in capitals", {"people": [CHILD | {"forename": "MILO"}]}, True),
        ("other words", {"worries": "He hit her at 14 Mill Lane. She is bleeding. Come now!"}, False),
        ("another house", {"worries": "He hit her at 41 Mill Lane. Come now!"}, False),
        ("another child", {"people": [CHILD | {"forename": "Ada"}]}, False),
        ("one child more", {"people": [CHILD, CHILD | {"key": "d", "forename": "Ada"}]}, False),
        ("another age", {"people": [CHILD | {"age": 3}]}, False),
        ("another place to go to", {"people": [CHILD | {"address": "3 Quay Street"}]}, False),
        ("another postcode", {"people": [CHILD | {"postcode": "ZZ99 3WZ"}]}, False),
        ("another telephone number", {"people": [CHILD | {"telephone": "01632 960001"}]}, False),
        ("another sender's number", {"sender": {"telephone": "01632 960002"}}, False),
    ],
)
def test_what_repeats_a_request_before_it(what: str, changes: dict[str, Any], repeats: bool) -> None:
    first, second = body_of(simple_body(**SAID)), body_of(simple_body(**{**SAID, **changes}))
    assert (what_is_said(first) == what_is_said(second)) is repeats, what


@pytest.mark.parametrize(
    ("said", "words", "danger"),
    [
        (True, "He is tired.", Danger.SAID),
        (False, "He hit her and she is bleeding, come now", Danger.WORDS),
        ("not_sure", "He is tired.", Danger.NOT_SURE),
        (False, "He is tired.", Danger.NONE),
        (None, "He is tired.", Danger.NONE),
    ],
)
def test_a_request_stands_where_the_database_will_put_it(
    said: Any, words: str, danger: Danger, receive: Any, acting: Any
) -> None:
    given = simple_body(worries=words, immediate_danger=said)
    assert danger_in(body_of(given)) == danger == receive(given, look=False).danger
