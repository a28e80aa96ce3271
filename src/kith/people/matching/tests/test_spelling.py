"""Names, addresses and numbers in the form in which they are compared: one case a spelling that people really write."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.matching.sounds import forename_sounds, groups_of, nicknames, sound, surname_root, surname_sound
from kith.people.matching.spelling import (
    address_key,
    fold,
    house_number,
    name_parts,
    postcode_key,
    surname_parts,
    telephone_key,
    telling_parts,
    without_particles,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ella", "ella"),
        ("  ELLA   May ", "ella may"),
        ("Siân", "sian"),
        ("Llŷr", "llyr"),
        ("Zoë", "zoe"),
        ("Łukasz", "lukasz"),
        ("Søren", "soren"),
        ("Đorđe", "dorde"),
        ("Sigurður", "sigurdur"),
        ("Þóra", "thora"),
        ("Æthelred", "aethelred"),
        ("Strauß", "strauss"),
        ("Nguyễn", "nguyen"),
        ("Çağla", "cagla"),
        ("Işık", "isik"),
        ("Ħamrun", "hamrun"),
        ("O’Brien", "obrien"),
        ("O'Brien", "obrien"),
        ("O`Brien", "obrien"),
        ("Smith-Jones", "smith jones"),
        ("Smith – Jones", "smith jones"),
        ("Smith/Jones", "smith jones"),
        ("St. John", "st john"),
        ("Ann_Marie", "ann marie"),
        ("ﬁona", "fiona"),
        ("李小龙", "李小龙"),
        ("ਗੁਰਪ੍ਰੀਤ", "ਗੁਰਪਰੀਤ"),
        ("ਸਿੰਘ", "ਸਿੰਘ"),
        ("प्रिया", "परिया"),
        ("তাসনিম", "তাসনিম"),
        ("முருகன்", "முருகன"),
        ("مُحَمَّد", "محمد"),
        ("", ""),
        ("  ", ""),
        ("---", ""),
    ],
)
def test_a_name_is_folded_to_what_spellings_share(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Ella May", ("ella", "may")),
        ("Ella M", ("ella",)),
        ("E", ("e",)),
        ("J P", ("j", "p")),
        ("Unknown", ()),
        ("unborn baby", ()),
        ("Baby Kowalski", ("kowalski",)),
        ("Mrs Ella", ("ella",)),
        ("Not known", ()),
        ("N/A", ()),
        ("NA", ()),
        ("Na", ("na",)),
        ("New", ("new",)),
        ("Known", ("known",)),
        ("New baby", ()),
        ("N/K", ("n", "k")),
        ("NK", ()),
        ("?", ()),
        ("Ella 2", ("ella",)),
        ("aka Bob", ("bob",)),
        ("Jean-Luc", ("jean", "luc")),
        ("小龙 李", ("小龙", "李")),
    ],
)
def test_the_words_of_a_forename_leave_out_titles_and_what_stands_for_no_name(written: str, parts: tuple[str, ...]) -> None:
    assert name_parts(written) == parts


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("O Brien", ("o", "brien")),
        ("D Souza", ("d", "souza")),
        ("van der Berg", ("van", "der", "berg")),
        ("withheld", ()),
        ("Dr Patel", ("patel",)),
        ("Patel 3", ("patel",)),
    ],
)
def test_a_letter_that_stands_alone_in_a_surname_stays(written: str, parts: tuple[str, ...]) -> None:
    assert surname_parts(written) == parts


@pytest.mark.parametrize(
    ("surname", "bare"),
    [
        ("van der Berg", ("berg",)),
        ("al Hakim", ("hakim",)),
        ("bin Rashid", ("rashid",)),
        ("de la Cruz", ("cruz",)),
        ("ap Rhys", ("rhys",)),
        ("Mac Donald", ("donald",)),
        ("St Clair", ("clair",)),
        ("Abdul Hekmat", ("hekmat",)),
        ("O", ("o",)),
        ("De", ("de",)),
        ("Van Den", ("van", "den")),
    ],
)
def test_particles_are_left_out_unless_nothing_else_is_left(surname: str, bare: tuple[str, ...]) -> None:
    assert without_particles(surname_parts(surname)) == bare


@pytest.mark.parametrize(
    ("words", "telling"),
    [
        (("thi", "mai"), ("mai",)),
        (("van", "tuan"), ("tuan",)),
        (("md", "karim"), ("karim",)),
        (("thi",), ()),
        (("ella",), ("ella",)),
    ],
)
def test_words_that_very_many_bear_say_little_in_a_forename(words: tuple[str, ...], telling: tuple[str, ...]) -> None:
    assert telling_parts(words) == telling


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ("14 Anvil Row", "14 anvil"),
        ("Flat 2, 14 Anvil Row", "14 anvil"),
        ("14 ANVIL ROW, Poole", "14 anvil"),
        ("14a Anvil Row", "14a anvil"),
        ("14 The Avenue", "14 avenue"),
        ("14 Old Mill Lane", "14 mill"),
        ("1-3 Anvil Row", "3 anvil"),
        ("Forge Cottage", ""),
        ("Anvil Row 14", ""),
        ("14", ""),
        ("Unit 5 7 Dock Road", "7 dock"),
        ("", ""),
        ("123456 Anvil Row", ""),
        ("14 the", ""),
    ],
)
def test_an_address_is_known_by_its_number_and_the_first_word_of_its_street(lines: str, key: str) -> None:
    assert address_key(lines) == key


@pytest.mark.parametrize(
    ("lines", "number"), [("14 Anvil Row", "14"), ("Flat 2b, 14 Anvil Row", "2b"), ("Forge Cottage", ""), ("", "")]
)
def test_the_number_of_a_house(lines: str, number: str) -> None:
    assert house_number(lines) == number


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("zz99 3wz", "ZZ993WZ"),
        (" ZZ99  3WZ ", "ZZ993WZ"),
        ("ZZ99-3WZ.", "ZZ993WZ"),
        ("", ""),
        ("??", ""),
    ],
)
def test_a_postcode_is_compared_without_spaces(text: str, key: str) -> None:
    assert postcode_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("07700 900121", "07700900121"),
        ("+44 7700 900121", "07700900121"),
        ("+44 (0)7700 900121", "07700900121"),
        ("0044 7700 900121", "07700900121"),
        ("00447700900121", "07700900121"),
        ("07700-900-121", "07700900121"),
        ("01632 960 001", "01632960001"),
        ("4412345", "4412345"),
        ("none", ""),
        ("", ""),
    ],
)
def test_a_telephone_number_is_compared_by_its_digits_as_dialled_here(text: str, key: str) -> None:
    assert telephone_key(text) == key


@given(st.integers(7_000_000_000, 7_999_999_999))
def test_a_mobile_number_is_one_however_the_country_is_written(number: int) -> None:
    ways = (f"0{number}", f"+44{number}", f"0044 {number}", f"+44 (0){number}", f"44{number}")
    assert {telephone_key(way) for way in ways} == {f"0{number}"}


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("kowalski", "kowal"),
        ("kowalska", "kowal"),
        ("lakatosova", "lakatos"),
        ("novakova", "novak"),
        ("wojcik", "wojcik"),
        ("smith", "smith"),
        ("nowak", "nowak"),
        ("petrovic", "petr"),
        ("ivanov", "ivan"),
        ("ivanova", "ivan"),
    ],
)
def test_a_surname_loses_an_ending_that_changes_with_sex_or_country(word: str, root: str) -> None:
    assert surname_root(word) == root


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("knight", "nite"),
        ("wright", "rite"),
        ("stephen", "stefen"),
        ("philip", "filip"),
        ("catherine", "katherine"),
        ("geoffrey", "jeffrey"),
        ("szymon", "shimon"),
        ("mcdonald", "macdonald"),
        ("thompson", "tompson"),
        ("xavier", "savier"),
        ("schmidt", "shmit"),
        ("lloyd", "loyd"),
        ("daffyd", "dafid"),
    ],
)
def test_names_that_sound_alike_have_one_sound(a: str, b: str) -> None:
    assert sound(a) == sound(b)


@pytest.mark.parametrize(("a", "b"), [("mark", "luke"), ("ella", "emma"), ("tom", "dan"), ("singh", "khan"), ("lee", "roy")])
def test_names_that_sound_apart_have_two(a: str, b: str) -> None:
    assert sound(a) != sound(b)


def test_a_surname_sounds_as_its_root() -> None:
    assert surname_sound("kowalska") == surname_sound("kowalski") == sound("kowal")


def test_a_forename_sounds_as_the_full_names_it_may_stand_for() -> None:
    assert forename_sounds("abbie") == {sound("abigail")}
    assert forename_sounds("sasha") == {sound("aleksander"), sound("aleksandra")}
    assert forename_sounds("wolfgang") == {sound("wolfgang")}


def test_names_used_for_each_other_are_so_both_ways() -> None:
    assert groups_of(("abbie",)) & groups_of(("abigail",))
    assert not groups_of(("abbie",)) & groups_of(("adam",))
    assert groups_of(("wolfgang",)) == frozenset()
    groups: dict[int, set[str]] = {}
    for name, numbers in nicknames().items():
        for number in numbers:
            groups.setdefault(number, set()).add(name)
    assert all(len(names) > 1 for names in groups.values()), "a group of one says nothing"
    assert all(name == fold(name) for name in nicknames()), "written as names are compared"


KEYS: list[Callable[[str], str]] = [fold, postcode_key, telephone_key]


@given(st.text(max_size=40), st.sampled_from(KEYS))
def test_what_is_in_its_form_stays_in_it(text: str, key: Callable[[str], str]) -> None:
    once = key(text)
    if key is not telephone_key or not once.startswith(("44", "0044")):
        assert key(once) == once


@given(st.text(max_size=40))
def test_words_of_a_name_are_words_of_its_folded_text(text: str) -> None:
    assert set(name_parts(text)) <= set(surname_parts(text)) <= set(fold(text).split())
