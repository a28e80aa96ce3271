"""What strangers send when they look for somebody: the people of a register with the errors that schools, health visitors and
neighbours make, and people who are not on the register at all.

This shares no code and no table with Kith's matcher, and was written without looking at it.

    tools/bench/matching/errors.py --register register.csv --count 1260 --seed 22 lookups.csv truth.csv
"""

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.matching.naming import FOLDER, SHARES, undotted
from bench.matching.register import COLUMNS, TODAY, Register, Row, read_register

ABSENT = 300 / 1260
ABSENT_KINDS = {
    "stranger": 160,
    "unknown_sibling": 60,
    "same_name_other_birthday": 50,
    "unknown_twin": 20,
    "namesake_at_home": 10,
}
WITHOUT_ADDRESS = 0.2
WITH_IDENTIFIER = 0.15
NOT_COUNTED = frozenset({"initial_only"})
"""A first letter is not a name. These lookups are made and answered, and do not count in recall."""


class Seeds(NamedTuple):
    """The seeds of one purpose: its register, its lookups, a balanced sample for fairness, and labelled lookups to learn from."""

    register: int
    lookups: int
    balanced: int
    labelled: int


TUNING = Seeds(11, 12, 13, 14)
"""For setting weights and thresholds: other people and other lookups than those that are scored."""
SCORING = Seeds(601, 602, 603, 604)
"""For scoring. Nothing is fitted to these; README.md says what was seen of them between changes."""


class Lookup(NamedTuple):
    """What somebody sends, and what is true. ``truth`` is the ``ref`` of the person meant, empty when not on the register."""

    ref: str
    forename: str
    middle_names: str
    surname: str
    known_as: str
    date_of_birth: str
    sex: str
    address_line: str
    postcode: str
    nhs_number: str
    upn: str
    telephone: str
    truth: str
    error: str
    tradition: str
    counted: bool


Sent = dict[str, str]
"""The columns while an error is being made in them."""


@dataclass
class Around:
    """What an error may draw on: the person's family, other families of the tradition, and chance."""

    chance: Random
    family: list[Row]
    others: list[list[Row]]
    addresses: Callable[[Random], tuple[str, str]]

    def other(self) -> Row:
        """Return somebody of another family of the same tradition."""
        family = self.others[self.chance.randrange(len(self.others))]
        return family[self.chance.randrange(len(family))]


# --- letters

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {
    letter: "".join(
        ROWS[y][x]
        for y in range(max(0, row - 1), min(3, row + 2))
        for x in range(max(0, place - 1), min(len(ROWS[y]), place + 2))
        if (y, x) != (row, place)
    )
    for row, keys in enumerate(ROWS)
    for place, letter in enumerate(keys)
}


def typo(name: str, chance: Random) -> str | None:
    """One slip of the fingers: a neighbouring key, a letter left out, doubled, or two the wrong way round."""
    places = [place for place, letter in enumerate(name) if undotted(letter).lower() in NEIGHBOURS]
    if len(places) < 3:
        return None
    for _ in range(10):
        at = chance.choice(places if chance.random() < 0.15 else places[1:])
        kind = chance.random()
        if kind < 0.4:
            letter = chance.choice(NEIGHBOURS[undotted(name[at]).lower()])
            made = name[:at] + (letter.upper() if name[at].isupper() else letter) + name[at + 1 :]
        elif kind < 0.65:
            made = name[:at] + name[at + 1 :]
        elif kind < 0.8:
            made = name[:at] + name[at] + name[at:].replace(name[at], name[at].lower(), 1)
        else:
            if at + 1 >= len(name) or not name[at + 1].isalpha():
                continue
            pair = name[at + 1] + name[at]
            made = name[:at] + (pair.capitalize() if name[at].isupper() else pair) + name[at + 2 :]
        if made.lower() != name.lower():
            return made
    return None


SOUNDS = (
    ("ph", "f"), ("f(?!f)", "ph"), ("ck", "k"), ("c(?=[aou])", "k"), ("k(?=[aeiou])", "c"), ("ee", "ea"), ("ea", "ee"), ("ee", "i"),
    ("ie$", "y"), ("y$", "ie"), ("ey$", "y"), ("y$", "ey"), ("ai", "ay"), ("ay", "ai"), ("ou", "oo"), ("oo", "u"), ("sh", "ch"),
    ("(?<!s)ch", "sh"), ("s(?=[ei])", "c"), ("c(?=[ei])", "s"), ("z", "s"), ("(?<=[aeiou])s(?=[aeiou])", "z"), ("v", "w"), ("j", "g"),
    ("g(?=[ei])", "j"), ("gh", ""), ("(?<=[aeiou])h", ""), ("th", "t"), ("x", "cks"), ("qu", "kw"), ("([bdfglmnprst])\\1", "\\1"),
    ("(?<=[aeiou])([lmnrt])(?=[aeiou])", "\\1\\1"), ("e$", ""), ("(?<=[rnlt])$", "e"), ("a(?=[rn])", "e"), ("er", "ar"), ("or", "er"),
    ("on$", "en"), ("en$", "on"), ("ie", "ei"), ("au", "or"), ("igh", "y"), ("mb$", "m"), ("ks", "x"), ("oe", "o"), ("u(?=[rn])", "o"),
)  # fmt: skip


def by_ear(name: str, chance: Random) -> str | None:
    """The name as somebody writes it who has only heard it: one or two sounds are written otherwise."""
    made = name
    for pattern, instead in chance.sample(SOUNDS, len(SOUNDS)):
        found = re.search(pattern, made[1:].lower())
        if found:
            start, end = found.span()
            made = made[: start + 1] + found.expand(instead) + made[end + 1 :]
            if chance.random() < 0.7:
                break
    return made if made.lower() != name.lower() and len(made) > 1 else None


MISREAD = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("l", "i"), ("i", "l"), ("h", "b"), ("b", "h"), ("e", "c"), ("c", "e"),
    ("o", "a"), ("a", "o"), ("u", "v"), ("v", "u"), ("n", "u"), ("u", "n"), ("vv", "w"), ("w", "vv"), ("t", "f"), ("f", "t"),
    ("g", "q"), ("s", "5"), ("o", "0"), ("l", "1"),
)  # fmt: skip


def misread(name: str, chance: Random) -> str | None:
    """The name as a scanner reads it from handwriting."""
    for seen, read in chance.sample(MISREAD, len(MISREAD)):
        places = [found.start() for found in re.finditer(seen, name.lower()) if found.start()]
        if places:
            at = chance.choice(places)
            return name[:at] + read + name[at + len(seen) :]
    return None


# --- words


def _pairs(file: str) -> Iterator[list[str]]:
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.replace(":", "").split()


SHORT: dict[str, list[str]] = {}
for _formal, *_short in _pairs("nicknames.txt"):
    SHORT.setdefault(_formal, []).extend(_short)
FORMAL: dict[str, list[str]] = {}
for _formal, _many in SHORT.items():
    for _one in _many:
        FORMAL.setdefault(_one, []).append(_formal)
OTHERWISE: dict[str, list[str]] = {}
for _group in _pairs("spellings.txt"):
    for _one in _group:
        OTHERWISE.setdefault(_one, []).extend(each for each in _group if each != _one)


def _first_word(name: str) -> tuple[str, str]:
    first, space, rest = name.partition(" ")
    return first, space + rest


def nickname(sent: Sent, chance: Random) -> bool:
    first, _ = _first_word(sent["forename"])
    short = SHORT.get(first, []) or SHORT.get(undotted(first), [])
    long = FORMAL.get(first, [])
    if not short and not long:
        return False
    sent["forename"] = chance.choice(short if short and (not long or chance.random() < 0.8) else long)
    return True


def other_spelling(sent: Sent, chance: Random) -> bool:
    columns = [each for each in ("forename", "surname") if any(word in OTHERWISE for word in sent[each].split())]
    if not columns:
        return False
    for column in columns if chance.random() < 0.3 else [chance.choice(columns)]:
        words = sent[column].split()
        at = chance.choice([place for place, word in enumerate(words) if word in OTHERWISE])
        words[at] = chance.choice(OTHERWISE[words[at]])
        sent[column] = " ".join(words)
    return True


def _change(sent: Sent, column: str, how: Callable[[str, Random], str | None], chance: Random) -> bool:
    made = how(sent[column], chance)
    if not made:
        return False
    sent[column] = made
    return True


# --- dates


def _plausible(written: str) -> bool:
    try:
        return date(1920, 1, 1) <= date.fromisoformat(written) <= TODAY
    except ValueError:
        return False


def slip_in_date(sent: Sent, chance: Random) -> bool:
    """One digit of the date is another digit."""
    held = sent["date_of_birth"]
    for _ in range(60):
        at = chance.choice((2, 3, 3, 5, 6, 6, 8, 9, 9))
        made = held[:at] + chance.choice("0123456789") + held[at + 1 :]
        if made != held and _plausible(made):
            sent["date_of_birth"] = made
            return True
    return False


def swap_day_and_month(sent: Sent, chance: Random) -> bool:
    year, month, day = sent["date_of_birth"].split("-")
    made = f"{year}-{day}-{month}"
    if month == day or not _plausible(made):
        return False
    sent["date_of_birth"] = made
    return True


def another_year(sent: Sent, chance: Random) -> bool:
    year, month, day = sent["date_of_birth"].split("-")
    made = f"{int(year) + chance.choice((-1, 1))}-{month}-{day}"
    if not _plausible(made):
        return False
    sent["date_of_birth"] = made
    return True


# --- the errors


def _moved(sent: Sent, around: Around) -> bool:
    sent["address_line"], sent["postcode"] = around.addresses(around.chance)
    return True


def _as_held(sent: Sent, row: Row, around: Around) -> bool:
    return True


def _typo_forename(sent: Sent, row: Row, around: Around) -> bool:
    return _change(sent, "forename", typo, around.chance)


def _typo_surname(sent: Sent, row: Row, around: Around) -> bool:
    return _change(sent, "surname", typo, around.chance)


def _typo_both(sent: Sent, row: Row, around: Around) -> bool:
    return _typo_forename(sent, row, around) and _typo_surname(sent, row, around)


def _phonetic(sent: Sent, row: Row, around: Around) -> bool:
    columns = ("forename", "surname")
    chosen = columns if around.chance.random() < 0.3 else (around.chance.choice(columns),)
    return all(_change(sent, column, by_ear, around.chance) for column in chosen)


def _nickname(sent: Sent, row: Row, around: Around) -> bool:
    return nickname(sent, around.chance)


def _other_spelling(sent: Sent, row: Row, around: Around) -> bool:
    return other_spelling(sent, around.chance)


def _names_swapped(sent: Sent, row: Row, around: Around) -> bool:
    sent["forename"], sent["surname"] = sent["surname"], sent["forename"]
    return row.forename != row.surname


def _surname_changed(sent: Sent, row: Row, around: Around) -> bool:
    """A marriage, or the other parent's name."""
    at_home = [each.surname for each in around.family if each.surname != row.surname]
    sent["surname"] = around.chance.choice(at_home) if at_home and around.chance.random() < 0.6 else around.other().surname
    if around.chance.random() < 0.3:
        _moved(sent, around)
    return sent["surname"] != row.surname


def _half_of_surname(sent: Sent, row: Row, around: Around) -> bool:
    words = [each for each in re.split(r"[ -]", row.surname) if each]
    names = [each for each in words if each.lower() not in PARTICLES]
    if len(names) < 2:
        return False
    luck = around.chance.random()
    if luck < 0.35:
        sent["surname"] = names[-1]
    elif luck < 0.7:
        sent["surname"] = names[0]
    elif luck < 0.85:
        sent["surname"] = " ".join(reversed(names))
    else:
        sent["surname"] = " ".join(words) if "-" in row.surname else "-".join(names)
    return True


PARTICLES = frozenset({"da", "de", "do", "dos", "das", "e", "al", "el", "bin", "abdul", "ap", "ab", "ur", "ul"})


def _particle(sent: Sent, row: Row, around: Around) -> bool:
    """O', Mc, al- and de are left out, or written otherwise."""
    chance, held = around.chance, row.surname
    if held.startswith("O'"):
        sent["surname"] = chance.choice((held[2:], held.replace("'", ""), held.replace("'", " "), held.replace("'", "’")))
    elif held.startswith("Mc") and len(held) > 4:
        sent["surname"] = chance.choice((held[2:], f"Mac{held[2:]}", f"Mc {held[2:]}", f"M'{held[2:]}"))
    elif re.match(r"(Al|El)[ -]", held):
        front, rest = held[:2], held[3:]
        other = "El" if front == "Al" else "Al"
        sent["surname"] = chance.choice((rest, f"{front}{rest.lower()}", f"{front} {rest}", f"{front}-{rest}", f"{other}-{rest}"))
    elif " " in held and held.split(" ")[0].lower() in PARTICLES:
        sent["surname"] = held.split(" ", 1)[1]
    else:
        return False
    return sent["surname"] != held


def _middle_as_forename(sent: Sent, row: Row, around: Around) -> bool:
    if not row.middle_names:
        return False
    sent["forename"] = row.middle_names.split(" ")[0]
    sent["middle_names"] = row.forename if around.chance.random() < 0.4 else ""
    return sent["forename"].lower() != row.forename.lower()


def _regrouped(sent: Sent, row: Row, around: Around) -> bool:
    """Two given names written as one, one as two, or the second in another box."""
    words = re.split(r"[ -]", row.forename)
    if len(words) == 1:
        if not row.middle_names:
            return False
        sent["forename"] = row.forename + around.chance.choice((" ", "-", "")) + row.middle_names.split(" ")[0]
        sent["middle_names"] = ""
        return True
    luck = around.chance.random()
    if luck < 0.4:
        sent["forename"], sent["middle_names"] = words[0], " ".join(words[1:])
    elif luck < 0.6:
        sent["forename"], sent["middle_names"] = words[0], ""
    elif luck < 0.8:
        sent["forename"] = words[0] + "".join(words[1:]).lower()
    else:
        sent["forename"] = ("-" if " " in row.forename else " ").join(words)
    return True


def _forename_missing(sent: Sent, row: Row, around: Around) -> bool:
    twin = any(each.date_of_birth == row.date_of_birth and each.ref != row.ref for each in around.family)
    sent["forename"] = sent["middle_names"] = ""
    return not twin


def _initial_only(sent: Sent, row: Row, around: Around) -> bool:
    sent["forename"], sent["middle_names"] = row.forename[0], ""
    return True


def _date_slip(sent: Sent, row: Row, around: Around) -> bool:
    return slip_in_date(sent, around.chance)


def _day_and_month(sent: Sent, row: Row, around: Around) -> bool:
    return swap_day_and_month(sent, around.chance)


def _another_year(sent: Sent, row: Row, around: Around) -> bool:
    return another_year(sent, around.chance)


def _date_missing(sent: Sent, row: Row, around: Around) -> bool:
    sent["date_of_birth"] = ""
    return True


def _moved_only(sent: Sent, row: Row, around: Around) -> bool:
    return _moved(sent, around)


def _typo_date_moved(sent: Sent, row: Row, around: Around) -> bool:
    name = around.chance.choice((_typo_forename, _typo_surname))
    return name(sent, row, around) and slip_in_date(sent, around.chance) and _moved(sent, around)


def _nickname_swapped_moved(sent: Sent, row: Row, around: Around) -> bool:
    if not nickname(sent, around.chance):
        return False
    sent["forename"], sent["surname"] = sent["surname"], sent["forename"]
    return _moved(sent, around)


def _accents(sent: Sent, row: Row, around: Around) -> bool:
    if row.forename.isascii() and row.surname.isascii():
        return False
    for column in ("forename", "middle_names", "surname"):
        lost = around.chance.random() < 0.15
        sent[column] = re.sub(r"[^\x00-\x7f]", "", sent[column]) if lost else undotted(sent[column])
    return True


def _scanned(sent: Sent, row: Row, around: Around) -> bool:
    column = around.chance.choice(("forename", "surname"))
    return _change(sent, column, misread, around.chance)


def _family_name_first(sent: Sent, row: Row, around: Around) -> bool:
    given = [each for each in re.split(r"[ -]", f"{row.forename} {row.middle_names}") if each]
    if row.tradition != "chinese_vietnamese" or len(given) < 2:
        return False
    sent["forename"], sent["middle_names"], sent["surname"] = f"{row.surname} {' '.join(given[:-1])}", "", given[-1]
    return True


def _fathers_name_as_surname(sent: Sent, row: Row, around: Around) -> bool:
    """Where a name is a chain of fathers, the second link is taken for the last."""
    if row.tradition not in ("somali", "arabic") or not row.middle_names:
        return False
    sent["surname"], sent["middle_names"] = row.middle_names.split(" ")[-1], ""
    return sent["surname"] != row.surname


def _title_as_surname(sent: Sent, row: Row, around: Around) -> bool:
    if row.middle_names not in ("Singh", "Kaur", "Begum", "Bibi", "Khatun"):
        return False
    sent["surname"], sent["middle_names"] = row.middle_names, ""
    return True


def _mans_ending(sent: Sent, row: Row, around: Around) -> bool:
    """A woman's surname as her father or husband has it, or the other way round."""
    if row.tradition != "slavic":
        return False
    for his, hers in (("ski", "ska"), ("cki", "cka"), ("zki", "zka"), ("ov", "ova"), ("ev", "eva"), ("ý", "á")):
        for old, new in ((his, hers), (hers, his)):
            if row.surname.endswith(old):
                sent["surname"] = row.surname.removesuffix(old) + new
                return True
    return False


ERRORS: dict[str, Callable[[Sent, Row, Around], bool]] = {
    "as_held": _as_held,
    "typo_forename": _typo_forename,
    "typo_surname": _typo_surname,
    "typo_both": _typo_both,
    "phonetic": _phonetic,
    "nickname": _nickname,
    "other_spelling": _other_spelling,
    "names_swapped": _names_swapped,
    "surname_changed": _surname_changed,
    "half_of_surname": _half_of_surname,
    "particle": _particle,
    "middle_as_forename": _middle_as_forename,
    "given_names_regrouped": _regrouped,
    "forename_missing": _forename_missing,
    "initial_only": _initial_only,
    "date_slip": _date_slip,
    "day_and_month_swapped": _day_and_month,
    "year_off_by_one": _another_year,
    "date_missing": _date_missing,
    "moved": _moved_only,
    "typo_and_date_slip_and_moved": _typo_date_moved,
    "nickname_and_swapped_and_moved": _nickname_swapped_moved,
    "accents_dropped": _accents,
    "scanned": _scanned,
    "family_name_first": _family_name_first,
    "fathers_name_as_surname": _fathers_name_as_surname,
    "title_as_surname": _title_as_surname,
    "mans_ending": _mans_ending,
}

NEEDS_ADDRESS = frozenset({"date_missing", "forename_missing", "moved"})
"""Without an address too there would be nothing left to find these by."""


# --- what is sent


def _written(sent: Sent, chance: Random, *, address: bool) -> None:
    """How another office writes what is true: other spaces, other abbreviations, boxes left empty."""
    if chance.random() < 0.6:
        sent["middle_names"] = ""
    if chance.random() < 0.2:
        sent["sex"] = ""
    if not address:
        sent["address_line"] = sent["postcode"] = ""
    elif chance.random() < 0.3:
        for long, short in (
            ("Road", "Rd"),
            ("Street", "St"),
            ("Avenue", "Ave"),
            ("Close", "Cl"),
            ("Gardens", "Gdns"),
            ("Flat ", "Apt "),
        ):
            sent["address_line"] = sent["address_line"].replace(long, short)
        if chance.random() < 0.2:
            sent["address_line"] = sent["address_line"].upper()
    if chance.random() < 0.2:
        sent["postcode"] = sent["postcode"].replace(" ", "")
    luck = chance.random()
    if luck < 0.12:
        for column in ("forename", "middle_names", "surname"):
            sent[column] = sent[column].upper() if luck < 0.08 else sent[column].lower()


def _wrong_digit(number: str, chance: Random) -> str:
    at = chance.choice([place for place, one in enumerate(number) if one.isdigit() and place > 3])
    return number[:at] + str((int(number[at]) + chance.randrange(1, 10)) % 10) + number[at + 1 :]


def _numbers(sent: Sent, row: Row, chance: Random, share: float) -> None:
    for column in ("nhs_number", "upn", "telephone"):
        sent[column] = ""
    if chance.random() >= share:
        return
    held = [column for column in ("nhs_number", "upn", "telephone") if getattr(row, column)]
    if held:
        column = chance.choice(held)
        number = getattr(row, column)
        sent[column] = _wrong_digit(number, chance) if chance.random() < 0.12 else number


@dataclass
class Held:
    """What one walk over the register remembers: enough families to draw from, and who is on it."""

    families: dict[str, list[list[Row]]] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    people: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)


def _key(forename: str, surname: str, born: str) -> int:
    return hash((forename.lower(), surname.lower(), born))


def _walk(rows: Iterable[Row], chance: Random, most: int) -> Held:
    """Read the register once. Of each tradition at most ``most`` families are kept, each with the same chance."""
    held = Held()
    for _, members in groupby(rows, key=lambda row: row.family_ref):
        family = list(members)
        for row in family:
            held.people.add(_key(row.forename, row.surname, row.date_of_birth))
            if row.nhs_number:
                held.numbers.add(hash(row.nhs_number))
        tradition = family[0].tradition
        kept = held.families.setdefault(tradition, [])
        held.seen[tradition] += 1
        if len(kept) < most:
            kept.append(family)
        else:
            at = int(chance.random() * held.seen[tradition])
            if at < most:
                kept[at] = family
    return held


class Strangers:
    """Makes the lookups of one sample."""

    def __init__(self, held: Held, chance: Random, *, with_identifier: float, without_address: float) -> None:
        self.held, self.chance = held, chance
        self.with_identifier, self.without_address = with_identifier, without_address
        self.elsewhere = Register(chance.randrange(1 << 30))
        self.taken: dict[str, int] = {}
        for families in held.families.values():
            chance.shuffle(families)
        self.deck: list[str] = []

    def _family(self, tradition: str) -> list[Row]:
        """Return the next family that no lookup has come from yet; when all have served, begin again."""
        families = self.held.families[tradition]
        self.taken[tradition] = self.taken.get(tradition, -1) + 1
        return families[self.taken[tradition] % len(families)]

    def _errors(self) -> Iterator[str]:
        """The errors in turn, so that each comes equally often; as_held comes twice."""
        tried: list[str] = []
        while True:
            if not self.deck:
                self.deck = [*ERRORS, "as_held"]
                self.chance.shuffle(self.deck)
            error = self.deck.pop()
            yield error
            tried.append(error)

    def known(self, tradition: str) -> tuple[Sent, str, str]:
        """Return what is sent for somebody on the register, who that is, and the error."""
        chance = self.chance
        for _ in range(3):
            family = self._family(tradition)
            around = Around(chance, family, self.held.families[tradition], self.elsewhere.addresses)
            for _, error in zip(range(12), self._errors(), strict=False):
                for row in chance.sample(family, len(family)):
                    sent = dict(zip(COLUMNS, row, strict=False))
                    sent["known_as"] = ""
                    if ERRORS[error](sent, row, around) and self._differs(sent, row, error):
                        _numbers(sent, row, chance, self.with_identifier)
                        _written(sent, chance, address=error in NEEDS_ADDRESS or chance.random() >= self.without_address)
                        return sent, row.ref, error
        raise RuntimeError("No error fits anybody of three families.")

    def _differs(self, sent: Sent, row: Row, error: str) -> bool:
        return error == "as_held" or any(sent[column] != getattr(row, column) for column in COLUMNS if column != "known_as")

    def unknown(self, tradition: str, kind: str) -> Sent:
        """Return what is sent for somebody who is not on the register."""
        chance = self.chance
        while True:
            family = self._family(tradition)
            model = chance.choice(family)
            row = chance.choice(self.elsewhere.family(tradition))
            if kind == "unknown_sibling":
                born = date.fromisoformat(model.date_of_birth) + timedelta(
                    days=chance.choice((-1, 1)) * chance.randrange(330, 2200)
                )
                row = row._replace(
                    surname=model.surname,
                    address_line=model.address_line,
                    postcode=model.postcode,
                    date_of_birth=born.isoformat(),
                    telephone=model.telephone,
                )
            elif kind == "unknown_twin":
                row = self._twin(model, tradition)
            elif kind == "same_name_other_birthday":
                row = row._replace(forename=model.forename, middle_names="", surname=model.surname, sex=model.sex)
            elif kind == "namesake_at_home":
                born = date.fromisoformat(model.date_of_birth) - timedelta(days=chance.randrange(6600, 14000))
                row = row._replace(
                    forename=model.forename,
                    middle_names="",
                    surname=model.surname,
                    sex=model.sex,
                    address_line=model.address_line,
                    postcode=model.postcode,
                    date_of_birth=born.isoformat(),
                )
            if not _plausible(row.date_of_birth) or _key(row.forename, row.surname, row.date_of_birth) in self.held.people:
                continue
            if any(row.forename.lower() == each.forename.lower() for each in family) and kind in (
                "unknown_sibling",
                "unknown_twin",
            ):
                continue
            if row.nhs_number and hash(row.nhs_number) in self.held.numbers:
                row = row._replace(nhs_number="")
            # Pupil numbers of another register may be somebody else's in this one.
            row = row._replace(upn="")
            sent = dict(zip(COLUMNS, row, strict=False))
            sent["known_as"] = ""
            _numbers(sent, row, chance, self.with_identifier)
            _written(sent, chance, address=chance.random() >= self.without_address or kind == "unknown_sibling")
            return sent

    def _twin(self, model: Row, tradition: str) -> Row:
        """A twin of somebody held, whose name begins with the same letter when the tradition has such a name."""
        for _ in range(30):
            other = self.chance.choice(self.elsewhere.family(tradition))
            if other.sex == model.sex and other.forename[0] == model.forename[0] and other.forename != model.forename:
                break
        return other._replace(
            surname=model.surname,
            address_line=model.address_line,
            postcode=model.postcode,
            date_of_birth=model.date_of_birth,
            telephone=model.telephone,
        )


def lookups(
    rows: Iterable[Row],
    *,
    count: int,
    seed: int,
    absent: float = ABSENT,
    with_identifier: float = WITH_IDENTIFIER,
    without_address: float = WITHOUT_ADDRESS,
    balanced: bool = False,
) -> list[Lookup]:
    """Return ``count`` lookups on the register ``rows``, which is read once.

    ``absent`` is the share that is not on it. ``balanced`` takes as many of every naming tradition; otherwise each has its share of
    the register. The same register, count and seed give the same lookups.
    """
    chance = Random(seed)
    held = _walk(rows, chance, count)
    strangers = Strangers(held, chance, with_identifier=with_identifier, without_address=without_address)
    traditions = [each for each in SHARES if each in held.families]
    weights = [1.0 if balanced else SHARES[each] for each in traditions]
    missing = round(count * absent)
    whole = sum(ABSENT_KINDS.values())
    kinds = [kind for kind, share in ABSENT_KINDS.items() for _ in range(round(missing * share / whole))][:missing]
    kinds += ["stranger"] * (missing - len(kinds))
    plan: list[str] = [*kinds, *[""] * (count - missing)]
    chance.shuffle(plan)
    if balanced:
        turn = [traditions[place % len(traditions)] for place in range(count)]
        chance.shuffle(turn)
    else:
        turn = chance.choices(traditions, weights, k=count)
    made = []
    for number, (kind, tradition) in enumerate(zip(plan, turn, strict=True), start=1):
        if kind:
            sent, truth, error = strangers.unknown(tradition, kind), "", kind
        else:
            sent, truth, error = strangers.known(tradition)
        sent["ref"] = f"L{number:06d}"
        made.append(Lookup(**sent, truth=truth, error=error, tradition=tradition, counted=error not in NOT_COUNTED))
    return made


def write_lookups(path: Path, made: list[Lookup], truth: Path) -> None:
    """Write what is sent as CSV in the twelve columns, and what is true in a file of its own."""
    width = len(COLUMNS)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        out.writerows(each[:width] for each in made)
    with truth.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("ref", *Lookup._fields[width:]))
        out.writerows((each.ref, each.truth, each.error, each.tradition, int(each.counted)) for each in made)


def read_lookups(path: Path, truth: Path) -> list[Lookup]:
    """Return the lookups that :func:`write_lookups` wrote."""
    with path.open(encoding="utf-8", newline="") as sent, truth.open(encoding="utf-8", newline="") as true:
        return [
            Lookup(
                **one, truth=other["truth"], error=other["error"], tradition=other["tradition"], counted=other["counted"] == "1"
            )
            for one, other in zip(csv.DictReader(sent), csv.DictReader(true), strict=True)
        ]


def main() -> None:
    """Write a sample of lookups."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--register", type=Path, required=True, help="a register that was written with --marks")
    parser.add_argument("--count", type=int, default=1260)
    parser.add_argument("--seed", type=int, default=22)
    parser.add_argument("--balanced", action="store_true", help="as many of every naming tradition")
    given = parser.parse_args()
    made = lookups(read_register(given.register), count=given.count, seed=given.seed, balanced=given.balanced)
    write_lookups(given.path, made, given.truth)
    print(
        f"{len(made):,} lookups: "
        + ", ".join(f"{error} {n}" for error, n in sorted(Counter(each.error for each in made).items()))
    )


if __name__ == "__main__":
    main()
