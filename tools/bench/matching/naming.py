"""How families are named in the thirteen traditions of the generated register.

The lists in ``names/`` were written for this bench. Nothing here comes from Kith's matcher, nor may it: the bench measures the matcher
on names and errors that it was not made for.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import NamedTuple

FOLDER = Path(__file__).parent / "names"
STEPS = 8192
"""A weighted list is spread over this many places, so that a draw is one look into a list."""


class Name(NamedTuple):
    """What one person is called."""

    forename: str
    middle_names: str
    surname: str
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """The names of one family. Each call names one more of its people: (sex, born) to a name."""

    father: Name
    mother: Name
    child: Callable[[str, int], Name]
    elder: Callable[[str, int], Name]


def sections(name: str) -> dict[str, list[str]]:
    """Return the lists of one file of names. An underscore stands for a space inside a name."""
    held: dict[str, list[str]] = {}
    into: list[str] = []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            into = held.setdefault(line.strip("[] "), [])
        elif line and not line.startswith("#"):
            into.extend(word.replace("_", " ") for word in line.split())
    return held


class Draw:
    """A list from which the first names come more often: place n weighs 1 / (n + flat)."""

    def __init__(self, names: list[str], flat: float = 12) -> None:
        self.names = list(dict.fromkeys(names))
        weights = [1 / (place + flat) for place in range(1, len(self.names) + 1)]
        whole = sum(weights)
        self.places: list[str] = []
        reached = 0.0
        for name, weight in zip(self.names, weights, strict=True):
            reached += weight
            self.places.extend([name] * (round(reached / whole * STEPS) - len(self.places)))

    def __call__(self, chance: Random) -> str:
        return self.places[int(chance.random() * len(self.places))]


class Joined:
    """Names put together from a front and an end: the long tail that no list holds."""

    def __init__(self, fronts: list[str], ends: list[str], flat: float = 25) -> None:
        self.fronts, self.ends = Draw(fronts, flat), Draw(ends, 6)

    def __call__(self, chance: Random) -> str:
        return self.fronts(chance) + self.ends(chance)


def _two(draw: Callable[[Random], str], chance: Random, but: str) -> str:
    """Draw a name other than ``but``."""
    for _ in range(5):
        found = draw(chance)
        if found != but:
            break
    return found


def _british_like(file: str, *, tail: float, flat: float) -> Callable[[Random], House]:
    """Families that hand down one surname; the child has the father's, now and then the mother's or both."""
    own = sections(file)
    english = sections("british")
    girls, boys = Draw(own["female"], 18), Draw(own["male"], 18)
    women = Draw(own.get("female_older", own["female"]), 20)
    men = Draw(own.get("male_older", own["male"]), 20)
    listed = Draw(own["surnames"], flat)
    rare = Joined(english["tail_front"], english["tail_end"], 60)
    doubles = ("Mae", "Rose", "Grace", "May", "Leigh", "Louise", "Jo", "Lee", "James", "Jay", "Ray")

    def surname(chance: Random) -> str:
        return rare(chance) if chance.random() < tail else listed(chance)

    def forename(chance: Random, sex: str, born: int) -> str:
        old = chance.random() < (2000 - born) / 45
        found = (women if old else girls)(chance) if sex == "F" else (men if old else boys)(chance)
        if not old and chance.random() < 0.035:
            end = doubles[int(chance.random() * (7 if sex == "F" else 4)) + (0 if sex == "F" else 7)]
            found = found if "-" in found else f"{found}-{end}"
        return found

    def person(chance: Random, sex: str, born: int, last: str) -> Name:
        first = forename(chance, sex, born)
        middle = _two(lambda one: forename(one, sex, born - 15), chance, first) if chance.random() < 0.7 else ""
        return Name(first, middle, last, first[:4] if chance.random() < 0.004 else "")

    def house(chance: Random) -> House:
        father, mother = surname(chance), surname(chance)
        luck = chance.random()
        if luck < 0.55:
            hers, childs = father, father
        elif luck < 0.82:
            hers, childs = mother, father
        elif luck < 0.93:
            hers, childs = mother, mother
        else:
            hers, childs = mother, f"{mother}-{father}"
        return House(
            person(chance, "M", 1985, father),
            person(chance, "F", 1987, hers),
            lambda sex, born: person(chance, sex, born, childs),
            lambda sex, born: person(chance, sex, born, father if luck < 0.7 else mother),
        )

    return house


def _south_asian_muslim() -> Callable[[Random], House]:
    own = sections("south_asian_muslim")
    before, males = own["prefix_names"], Draw(own["male"], 20)
    females, titles = Draw(own["female"], 20), Draw(own["female_titles"], 2)
    male_tail = Joined(own["male_tail_front"], own["male_tail_end"])
    female_tail = Joined(own["female_tail_front"], own["female_tail_end"])
    listed, tail = Draw(own["surnames"], 6), Joined(own["surname_tail_front"], own["surname_tail_end"])

    def surname(chance: Random) -> str:
        return tail(chance) if chance.random() < 0.1 else listed(chance)

    def man(chance: Random) -> str:
        return male_tail(chance) if chance.random() < 0.1 else males(chance)

    def woman(chance: Random) -> str:
        return female_tail(chance) if chance.random() < 0.12 else females(chance)

    def house(chance: Random) -> House:
        first_name = before[int(len(before) * chance.random() ** 1.5)]
        fathers, mothers = surname(chance), surname(chance)

        def male(last: str) -> Name:
            own_name = man(chance)
            luck = chance.random()
            if luck < 0.22:
                return Name(first_name, own_name, last, own_name if chance.random() < 0.15 else "")
            if luck < 0.34:
                return Name(f"{first_name} {own_name}", "", last)
            return Name(own_name, man(chance) if luck < 0.5 else "", last)

        def female(last: str, titled: float) -> Name:
            own_name = woman(chance)
            if chance.random() < titled:
                return Name(own_name, "", titles(chance))
            return Name(own_name, titles(chance) if chance.random() < 0.15 else "", last)

        father = male(fathers)
        # In many families a daughter's surname is her father's own name, or a title, not a name that all share.
        shared = chance.random() < 0.7
        own_of_father = (father.middle_names or father.forename).split()[-1]

        def child(sex: str, born: int) -> Name:
            last = fathers if shared else own_of_father
            return male(last) if sex == "M" else female(last, 0.12 if born > 2005 else 0.4)

        def elder(sex: str, born: int) -> Name:
            return male(fathers) if sex == "M" else female(mothers, 0.75)

        return House(father, female(fathers if shared else mothers, 0.45), child, elder)

    return house


def _sikh_hindu() -> Callable[[Random], House]:
    own = sections("sikh_hindu")
    sikh, males, females = Joined(own["sikh_front"], own["sikh_end"], 10), Draw(own["male"], 25), Draw(own["female"], 25)
    sikh_listed, listed = Draw(own["sikh_surnames"][2:], 12), Draw(own["surnames"], 6)
    tail = Joined(own["surname_tail_front"], own["surname_tail_end"])

    def sikh_house(chance: Random) -> House:
        clan, uses_clan = sikh_listed(chance), chance.random() < 0.65

        def person(sex: str, born: int) -> Name:
            first, title = sikh(chance), "Singh" if sex == "M" else "Kaur"
            if uses_clan:
                return Name(first, title if chance.random() < 0.8 else "", clan)
            return Name(first, "", title)

        return House(person("M", 1984), person("F", 1986), person, person)

    def hindu_house(chance: Random) -> House:
        tamil = chance.random() < 0.15
        last = tail(chance) if chance.random() < (0.6 if tamil else 0.06) else listed(chance)

        def person(sex: str, born: int) -> Name:
            first = males(chance) if sex == "M" else females(chance)
            return Name(first, males(chance) if chance.random() < 0.25 else "", last)

        father = person("M", 1984)
        mother = person("F", 1986)
        if tamil:
            # A Tamil child's surname is the father's own name.
            return House(
                father,
                mother._replace(surname=father.forename),
                lambda sex, born: person(sex, born)._replace(surname=father.forename),
                person,
            )
        return House(father, mother, person, person)

    return lambda chance: sikh_house(chance) if chance.random() < 0.5 else hindu_house(chance)


WOMANS_ENDING = (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka"), ("ný", "ná"), ("rný", "rná"), ("ov", "ova"), ("ev", "eva"))


def _slavic() -> Callable[[Random], House]:
    own = sections("slavic")
    males, females = Draw(own["male"], 20), Draw(own["female"], 20)
    listed, tail = Draw(own["surnames"], 15), Joined(own["tail_front"], own["tail_end"])

    def womans(last: str) -> str:
        for his, hers in WOMANS_ENDING:
            if last.endswith(his):
                return last.removesuffix(his) + hers
        return last

    def house(chance: Random) -> House:
        his = tail(chance) if chance.random() < 0.5 else listed(chance)
        hers = his if chance.random() < 0.7 else listed(chance)
        # English registrars often give a daughter her father's form of the name.
        english_form = chance.random() < 0.2
        plain = chance.random() < 0.45

        def person(sex: str, last: str) -> Name:
            first = males(chance) if sex == "M" else females(chance)
            middle = (males if sex == "M" else females)(chance) if chance.random() < 0.3 else ""
            written = Name(first, middle, last)
            return Name(*(undotted(part) for part in written)) if plain else written

        return House(
            person("M", his),
            person("F", womans(hers)),
            lambda sex, born: person(sex, his if sex == "M" or english_form else womans(his)),
            lambda sex, born: person(sex, his if sex == "M" else womans(hers)),
        )

    return house


def undotted(text: str) -> str:
    """Return ``text`` as somebody writes it who has no accents on the keyboard."""
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFD", text.translate(NO_ACCENT_TO_TAKE_OFF))
    return "".join(one for one in spread if not unicodedata.combining(one))


NO_ACCENT_TO_TAKE_OFF = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss"})


def _romanian() -> Callable[[Random], House]:
    own = sections("romanian")
    males, females = Draw(own["male"], 20), Draw(own["female"], 20)
    listed, tail = Draw(own["surnames"], 12), Joined(own["tail_front"], own["tail_end"])

    def house(chance: Random) -> House:
        his = tail(chance) if chance.random() < 0.35 else listed(chance)
        married = chance.random() < 0.6
        hers = his if married else listed(chance)
        childs = his if married or chance.random() < 0.6 else hers
        plain = chance.random() < 0.55

        def person(sex: str, last: str) -> Name:
            draw = males if sex == "M" else females
            first = draw(chance)
            luck = chance.random()
            second = _two(draw, chance, first)
            if luck < 0.35:
                name = Name(f"{first} {second}", "", last)
            elif luck < 0.65:
                name = Name(first, second, last)
            elif luck < 0.72:
                name = Name(f"{first}-{second}", "", last)
            else:
                name = Name(first, "", last)
            return Name(*(undotted(part) for part in name)) if plain else name

        return House(
            person("M", his), person("F", hers), lambda sex, born: person(sex, childs), lambda sex, born: person(sex, his)
        )

    return house


def _west_african() -> Callable[[Random], House]:
    own = sections("west_african")
    listed, tail = Draw(own["surnames"], 20), Joined(own["surname_tail_front"], own["surname_tail_end"])
    english = {"F": Draw(own["english_female"], 15), "M": Draw(own["english_male"], 15)}
    african = {"F": Draw(own["female"], 40), "M": Draw(own["male"], 40)}
    made = Joined(own["tail_front"], own["tail_end"])

    def house(chance: Random) -> House:
        his = tail(chance) if chance.random() < 0.4 else listed(chance)
        hers = his if chance.random() < 0.6 else listed(chance)

        def person(sex: str, last: str) -> Name:
            own_name = made(chance) if chance.random() < 0.25 else african[sex](chance)
            luck = chance.random()
            if luck < 0.4:
                more = f" {made(chance)}" if chance.random() < 0.4 else ""
                return Name(english[sex](chance), own_name + more, last, own_name if luck < 0.04 else "")
            if luck < 0.65:
                return Name(own_name, english[sex](chance), last)
            if luck < 0.85:
                return Name(own_name, f"{made(chance)} {african[sex](chance)}", last)
            return Name(own_name, "", last)

        return House(person("M", his), person("F", hers), lambda sex, born: person(sex, his), lambda sex, born: person(sex, his))

    return house


def _arabic() -> Callable[[Random], House]:
    own = sections("arabic")
    males, females, listed, places = (
        Draw(own["male"], 20),
        Draw(own["female"], 25),
        Draw(own["surnames"], 15),
        Draw(own["nisba"], 40),
    )
    fronts = ("Al-", "Al ", "El ", "El-", "Al")

    def surname(chance: Random) -> str:
        luck = chance.random()
        if luck < 0.38:
            place = places(chance)
            front = fronts[int(chance.random() * len(fronts))]
            return front + (place.lower() if front == "Al" else place)
        if luck < 0.46:
            return f"Abdul {males(chance)}"
        if luck < 0.5:
            return f"Bin {males(chance)}"
        return listed(chance)

    def house(chance: Random) -> House:
        his, hers = surname(chance), surname(chance)
        father = Name(males(chance), males(chance), his)

        def person(sex: str, last: str, of: str) -> Name:
            return Name(males(chance) if sex == "M" else females(chance), of if chance.random() < 0.5 else "", last)

        return House(
            father,
            person("F", his if chance.random() < 0.25 else hers, males(chance)),
            lambda sex, born: person(sex, his, father.forename),
            lambda sex, born: person(sex, his if sex == "M" else hers, father.middle_names),
        )

    return house


def _somali() -> Callable[[Random], House]:
    own = sections("somali")
    males, females, elders = Draw(own["male"], 12), Draw(own["female"], 12), Draw(own["elders"], 10)

    def house(chance: Random) -> House:
        father = Name(males(chance), elders(chance), elders(chance))
        mother = Name(females(chance), elders(chance), elders(chance))
        chain = chance.random() < 0.65

        def child(sex: str, born: int) -> Name:
            first = males(chance) if sex == "M" else females(chance)
            if chain:
                return Name(first, father.forename, father.middle_names)
            return Name(first, father.forename if chance.random() < 0.4 else "", father.surname)

        def elder(sex: str, born: int) -> Name:
            return Name(males(chance) if sex == "M" else females(chance), elders(chance), elders(chance))

        return House(father, mother, child, elder)

    return house


def _chinese_vietnamese() -> Callable[[Random], House]:
    own = sections("chinese_vietnamese")
    english = {"F": Draw(own["english_female"]), "M": Draw(own["english_male"])}
    pinyin, cantonese = Draw(own["pinyin"], 40), Draw(own["cantonese"], 30)
    pinyin_last, cantonese_last, viet_last = (
        Draw(own["pinyin_surnames"], 8),
        Draw(own["cantonese_surnames"], 6),
        Draw(own["viet_surnames"], 1),
    )
    viet = {"F": Draw(own["viet_female"], 15), "M": Draw(own["viet_male"], 15)}

    def chinese(chance: Random) -> House:
        his, hers = pinyin_last(chance), pinyin_last(chance)

        def person(sex: str, last: str) -> Name:
            first = pinyin(chance).capitalize()
            second = pinyin(chance)
            luck = chance.random()
            given = first if luck < 0.15 else first + second if luck < 0.75 else f"{first} {second.capitalize()}"
            return Name(given, "", last, english[sex](chance) if chance.random() < 0.2 else "")

        return House(
            person("M", his),
            person("F", hers),
            lambda sex, born: person(sex, his),
            lambda sex, born: person(sex, his if sex == "M" else hers),
        )

    def hong_kong(chance: Random) -> House:
        his, hers = cantonese_last(chance), cantonese_last(chance)

        def person(sex: str, last: str) -> Name:
            first, second = cantonese(chance), cantonese(chance)
            given = f"{first} {second}" if chance.random() < 0.7 else f"{first}-{second}"
            luck = chance.random()
            if luck < 0.4:
                return Name(english[sex](chance), given, last)
            return Name(given, english[sex](chance) if luck < 0.5 else "", last, english[sex](chance) if luck > 0.85 else "")

        return House(
            person("M", his),
            person("F", hers),
            lambda sex, born: person(sex, his),
            lambda sex, born: person(sex, his if sex == "M" else hers),
        )

    def vietnamese(chance: Random) -> House:
        his, hers = viet_last(chance), viet_last(chance)
        plain = chance.random() < 0.6

        def person(sex: str, last: str) -> Name:
            first = viet[sex](chance)
            middle = ("Thị" if sex == "F" else "Văn") if chance.random() < 0.45 else viet[sex](chance)
            name = Name(f"{middle} {first}", "", last) if chance.random() < 0.4 else Name(first, middle, last)
            return Name(*(undotted(part) for part in name)) if plain else name

        return House(
            person("M", his),
            person("F", hers),
            lambda sex, born: person(sex, his),
            lambda sex, born: person(sex, his if sex == "M" else hers),
        )

    def house(chance: Random) -> House:
        luck = chance.random()
        return chinese(chance) if luck < 0.4 else hong_kong(chance) if luck < 0.75 else vietnamese(chance)

    return house


def _portuguese_spanish() -> Callable[[Random], House]:
    own = sections("portuguese_spanish")
    males, females, listed = Draw(own["male"], 18), Draw(own["female"], 18), Draw(own["surnames"], 20)
    particles = ("da ", "de ", "dos ", "do ", "e ")

    def house(chance: Random) -> House:
        spanish, plain = chance.random() < 0.35, chance.random() < 0.5

        def one(first_part: bool) -> str:
            found = listed(chance)
            if not spanish and chance.random() < 0.22:
                return particles[int(chance.random() * (4 if first_part else 5))] + found
            return found

        his, hers = (one(True), one(False)), (one(True), one(False))

        def person(sex: str, last: str) -> Name:
            draw = males if sex == "M" else females
            first = draw(chance)
            second = _two(draw, chance, first)
            luck = chance.random()
            name = (
                Name(first, second, last)
                if luck < 0.45
                else Name(f"{first} {second}", "", last)
                if luck < 0.6
                else Name(first, "", last)
            )
            return Name(*(undotted(part) for part in name)) if plain else name

        # Spain writes the father's name first, Portugal the mother's.
        childs = f"{his[0]} {hers[0]}" if spanish else f"{hers[1]} {his[1]}"
        short = chance.random() < 0.25
        return House(
            person("M", " ".join(his)),
            person("F", " ".join(hers) if chance.random() < 0.8 else f"{hers[1]} {his[1]}"),
            lambda sex, born: person(sex, his[0 if spanish else 1] if short else childs),
            lambda sex, born: person(sex, " ".join(his)),
        )

    return house


SHARES = {
    "british": 0.565,
    "irish": 0.035,
    "welsh": 0.03,
    "black_caribbean": 0.03,
    "south_asian_muslim": 0.1,
    "sikh_hindu": 0.06,
    "slavic": 0.045,
    "romanian": 0.03,
    "west_african": 0.035,
    "arabic": 0.025,
    "somali": 0.012,
    "chinese_vietnamese": 0.015,
    "portuguese_spanish": 0.018,
}
"""How much of the register each tradition is: roughly as in England's towns."""

ESTIMATED_BIRTHDAYS = {"somali": 0.1, "arabic": 0.06, "south_asian_muslim": 0.02, "west_african": 0.01}
"""How often a date of birth is 1 January because nobody wrote the day down."""


@lru_cache(maxsize=1)
def houses() -> dict[str, Callable[[Random], House]]:
    """Return, by tradition, what names one more family."""
    return {
        "british": _british_like("british", tail=0.45, flat=14),
        "irish": _british_like("irish", tail=0.02, flat=14),
        "welsh": _british_like("welsh", tail=0.1, flat=1.2),
        "black_caribbean": _british_like("black_caribbean", tail=0.12, flat=10),
        "south_asian_muslim": _south_asian_muslim(),
        "sikh_hindu": _sikh_hindu(),
        "slavic": _slavic(),
        "romanian": _romanian(),
        "west_african": _west_african(),
        "arabic": _arabic(),
        "somali": _somali(),
        "chinese_vietnamese": _chinese_vietnamese(),
        "portuguese_spanish": _portuguese_spanish(),
    }
