"""Slips of those who write a name or a date: of the hand, of the ear, of the eye, and other spellings of the same name."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from bench.matching.naming import FOLDER, undotted
from bench.matching.register import TODAY

Sent = dict[str, str]
"""The columns while an error is being made in them."""


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
    ("ph", "f"), ("f(?!f)", "ph"), ("ck", "k"), ("c(?=[aou])", "k"), ("k(?=[aeiou])", "c"), ("ee", "ea"), ("ea", "ee"),
    ("ee", "i"),
    ("ie$", "y"), ("y$", "ie"), ("ey$", "y"), ("y$", "ey"), ("ai", "ay"), ("ay", "ai"), ("ou", "oo"), ("oo", "u"), ("sh", "ch"),
    ("(?<!s)ch", "sh"), ("s(?=[ei])", "c"), ("c(?=[ei])", "s"), ("z", "s"), ("(?<=[aeiou])s(?=[aeiou])", "z"), ("v", "w"),
    ("j", "g"),
    ("g(?=[ei])", "j"), ("gh", ""), ("(?<=[aeiou])h", ""), ("th", "t"), ("x", "cks"), ("qu", "kw"), ("([bdfglmnprst])\\1", "\\1"),
    ("(?<=[aeiou])([lmnrt])(?=[aeiou])", "\\1\\1"), ("e$", ""), ("(?<=[rnlt])$", "e"), ("a(?=[rn])", "e"), ("er", "ar"),
    ("or", "er"),
    ("on$", "en"), ("en$", "on"), ("ie", "ei"), ("au", "or"), ("igh", "y"), ("mb$", "m"), ("ks", "x"), ("oe", "o"),
    ("u(?=[rn])", "o"),
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


def first_word(name: str) -> tuple[str, str]:
    first, space, rest = name.partition(" ")
    return first, space + rest


def nickname(sent: Sent, chance: Random) -> bool:
    first, _ = first_word(sent["forename"])
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


def change(sent: Sent, column: str, how: Callable[[str, Random], str | None], chance: Random) -> bool:
    made = how(sent[column], chance)
    if not made:
        return False
    sent[column] = made
    return True


# --- dates


def plausible(written: str) -> bool:
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
        if made != held and plausible(made):
            sent["date_of_birth"] = made
            return True
    return False


def swap_day_and_month(sent: Sent, chance: Random) -> bool:
    year, month, day = sent["date_of_birth"].split("-")
    made = f"{year}-{day}-{month}"
    if month == day or not plausible(made):
        return False
    sent["date_of_birth"] = made
    return True


def another_year(sent: Sent, chance: Random) -> bool:
    year, month, day = sent["date_of_birth"].split("-")
    made = f"{int(year) + chance.choice((-1, 1))}-{month}-{day}"
    if not plausible(made):
        return False
    sent["date_of_birth"] = made
    return True
