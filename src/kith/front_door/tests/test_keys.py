import pytest

from kith.front_door.keys import telephones_in, telling_number


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("07700 900121", "07700900121"),
        ("+44 7700 900121", "07700900121"),
        ("+44 (0)7700 900121", "07700900121"),
        ("0044 7700 900121", "07700900121"),
        ("01632 960 114", "01632960114"),
        ("12345", ""),
        ("", ""),
    ],
)
def test_one_number_has_one_key_however_it_is_written(text: str, key: str) -> None:
    assert telling_number(text) == key


def test_numbers_are_found_in_what_somebody_wrote() -> None:
    assert telephones_in("Ring 07700 900121 or +44 (0)1632 960114 after six") == {"07700900121", "01632960114"}
