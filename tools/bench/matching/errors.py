"""The errors that schools, health visitors and neighbours make when they write about somebody.

This shares no code and no table with Kith's matcher, and was written without looking at it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from bench.matching.naming import undotted
from bench.matching.register import Row
from bench.matching.slips import (
    Sent,
    another_year,
    by_ear,
    change,
    misread,
    nickname,
    other_spelling,
    slip_in_date,
    swap_day_and_month,
    typo,
)


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


def _moved(sent: Sent, around: Around) -> bool:
    sent["address_line"], sent["postcode"] = around.addresses(around.chance)
    return True


def _as_held(sent: Sent, row: Row, around: Around) -> bool:
    return True


def _typo_forename(sent: Sent, row: Row, around: Around) -> bool:
    return change(sent, "forename", typo, around.chance)


def _typo_surname(sent: Sent, row: Row, around: Around) -> bool:
    return change(sent, "surname", typo, around.chance)


def _typo_both(sent: Sent, row: Row, around: Around) -> bool:
    return _typo_forename(sent, row, around) and _typo_surname(sent, row, around)


def _phonetic(sent: Sent, row: Row, around: Around) -> bool:
    columns = ("forename", "surname")
    chosen = columns if around.chance.random() < 0.3 else (around.chance.choice(columns),)
    return all(change(sent, column, by_ear, around.chance) for column in chosen)


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
    return change(sent, column, misread, around.chance)


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
