"""Those who look for somebody on a register, or for somebody who is not on it, and what they send."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from random import Random

from bench.matching.errors import ERRORS, NEEDS_ADDRESS, Around
from bench.matching.register import COLUMNS, Register, Row
from bench.matching.slips import Sent, plausible


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


def walk(rows: Iterable[Row], chance: Random, most: int) -> Held:
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
            if not plausible(row.date_of_birth) or _key(row.forename, row.surname, row.date_of_birth) in self.held.people:
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
