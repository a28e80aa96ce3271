"""Numbers by which others know a person, and their check digits. Pure."""

from dataclasses import dataclass

from kith.kernel.rules import No, allows, gives, refuses, rule

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN_LENGTH = 13
_NHS_LENGTH = 10
_ULN_LENGTH = 10
ULN_NOT_KNOWN = "9999999999"
"""What providers of education send for a learner without a number: it belongs to no learner."""


@dataclass(frozen=True)
class Checked:
    """A number as it is kept, and why it cannot be right."""

    value: str
    no: No | None = None

    @property
    def valid(self) -> bool:
        """Whether the number can be right."""
        return self.no is None

    @property
    def problem(self) -> str:
        """What is wrong with it in words, or nothing."""
        return str(self.no or "")


NHS = "NHS Data Dictionary, NHS number"


@rule(
    "people.nhs_check_digit",
    source=NHS,
    edition="2026",
    examples=(
        gives(9, "900000000"),
        gives(7, "999000010"),
        gives(None, "999000000"),
    ),
)
def nhs_check_digit(first_nine: str) -> int | None:
    """Return the tenth digit of an NHS number, or ``None`` when these nine digits are never issued (modulus 11)."""
    digit = 11 - sum(int(d) * weight for d, weight in zip(first_nine, range(10, 1, -1), strict=True)) % 11
    return None if digit == 10 else digit % 11


@rule(
    "people.nhs_number",
    source=NHS,
    edition="2026",
    message={
        "digits": "An NHS number has ten digits. Check it with whoever gave it.",
        "check": "The last digit of this NHS number does not fit the others. Check it with whoever gave it.",
        "stands_for_none": "One digit ten times is what is entered when there is no NHS number. Leave it out.",
    },
    examples=(
        allows("9000000009"),
        allows(" 900 000-0017 "),
        refuses("9000000008", says="check"),
        refuses("9000000090", says="check"),
        refuses("9990000000", says="check"),
        refuses("900000000", says="digits"),
        refuses("90000000090", says="digits"),
        refuses("900000000X", says="digits"),
        refuses("", says="digits"),
        refuses("9999999999", says="stands_for_none"),
        refuses("000 000 0000", says="stands_for_none"),
    ),
    note="A number that cannot be right is kept as claimed. One that stands for none matches nothing.",
)
def check_nhs_number(text: str) -> Checked:
    """Check an NHS number: ten digits, spaces allowed, the last one a modulus 11 check digit (NHS Data Dictionary)."""
    value = "".join(text.split()).replace("-", "")
    if not (value.isascii() and value.isdigit()) or len(value) != _NHS_LENGTH:
        return Checked(value[:40], check_nhs_number.no("digits"))
    if stands_for_none(value):
        return Checked(value, check_nhs_number.no("stands_for_none"))
    if nhs_check_digit(value[:9]) != int(value[9]):
        return Checked(value, check_nhs_number.no("check"))
    return Checked(value)


@rule(
    "people.stands_for_none",
    source=NHS,
    edition="2026",
    examples=(
        gives(True, "9999999999"),
        gives(True, "0000000000"),
        gives(False, "9990000018"),
        gives(False, "999999999"),
        gives(False, ""),
    ),
)
def stands_for_none(value: str) -> bool:
    """Say whether an NHS number is one digit ten times, as it is entered where there is none: it belongs to no person."""
    return len(value) == _NHS_LENGTH and len(set(value)) == 1


UPN = "DfE, unique pupil numbers; children in need census, rules 1510 to 1550"


@rule(
    "people.upn_check_letter",
    source=UPN,
    edition="2026",
    examples=(
        gives("K", "001300122001"),
        gives("A", "000000000000"),
        gives("A", "00000000000A"),
        gives("P", "00000000000B"),
    ),
)
def upn_check_letter(rest: str) -> str:
    """Return the first letter of a UPN from its other twelve characters (DfE: weights 2 to 13, modulus 23).

    A letter in the last place, of a temporary number, counts as its place in the list of letters.
    """
    values = [int(c) if c.isdigit() else UPN_LETTERS.index(c) for c in rest]
    return UPN_LETTERS[sum(v * weight for v, weight in zip(values, range(2, 14), strict=True)) % 23]


@rule(
    "people.upn",
    source=UPN,
    edition="2026",
    message={
        "shape": "A UPN has a letter and twelve digits. Check it with the school.",
        "letter": "The letter of this UPN does not fit its digits. Check it with the school.",
    },
    examples=(
        allows("K001300122001"),
        allows("k001 3001 22001"),
        refuses("A001300122001", says="letter"),
        refuses("K001300122002", says="letter"),
        refuses("K00130012200", says="shape"),
        refuses("1001300122001", says="letter"),
        refuses("K00130012200I", says="shape"),
        refuses("K0013001220A1", says="shape"),
        refuses("", says="shape"),
    ),
    note="One that cannot be right is kept as claimed and matches nothing.",
)
def check_upn(text: str) -> Checked:
    """Check a unique pupil number: a check letter, eleven digits, and a digit (permanent) or a letter (temporary)."""
    value = "".join(text.split()).upper()
    rest = value[1:]
    shaped = (
        len(value) == _UPN_LENGTH and value.isascii() and rest[:-1].isdigit() and (rest[-1].isdigit() or rest[-1] in UPN_LETTERS)
    )
    if not shaped:
        return Checked(value[:40], check_upn.no("shape"))
    if upn_check_letter(rest) != value[0]:
        return Checked(value, check_upn.no("letter"))
    return Checked(value)


ULN = "Individualised Learner Record, unique learner number"


@rule(
    "people.uln_check_digit",
    source=ULN,
    edition="2025 to 2026",
    examples=(gives(0, "100000000"), gives(9, "123456789"), gives(None, "000000000")),
    note="Taken from one implementation of it: to be read again in the specification.",
)
def uln_check_digit(first_nine: str) -> int | None:
    """Return the tenth digit of a unique learner number, or ``None`` when these nine digits are never issued (modulus 11)."""
    rest = sum(int(d) * weight for d, weight in zip(first_nine, range(10, 1, -1), strict=True)) % 11
    return None if rest == 0 else 10 - rest


@rule(
    "people.uln",
    source=ULN,
    edition="2025 to 2026",
    message={
        "digits": "A ULN has ten digits. Check it with the school or college.",
        "not_known": "This is what a college sends when it has no ULN for a learner. Ask for the learner’s own.",
        "check": "The last digit of this ULN does not fit the others. Check it with the school or college.",
    },
    examples=(
        allows("1000000000"),
        allows("123 456 7899"),
        refuses("1234567898", says="check"),
        refuses("0000000000", says="check"),
        refuses("9999999999", says="not_known"),
        refuses("12345", says="digits"),
        refuses("10000A0000", says="digits"),
    ),
)
def check_uln(text: str) -> Checked:
    """Check a unique learner number: ten digits, the last one a check digit (Individualised Learner Record)."""
    value = "".join(text.split())
    if not (value.isascii() and value.isdigit()) or len(value) != _ULN_LENGTH:
        return Checked(value[:40], check_uln.no("digits"))
    if value == ULN_NOT_KNOWN:
        return Checked(value, check_uln.no("not_known"))
    if uln_check_digit(value[:9]) != int(value[9]):
        return Checked(value, check_uln.no("check"))
    return Checked(value)


@rule(
    "people.number",
    source=f"{NHS}; {UPN}; {ULN}",
    edition="2026",
    examples=(
        gives(Checked("9000000009"), "nhs", "900 000 0009"),
        gives(Checked("9000000008", check_nhs_number.no("check")), "nhs", "9000000008"),
        gives(Checked("A001300122001", check_upn.no("letter")), "former_upn", "A001300122001"),
        gives(Checked("12345", check_uln.no("digits")), "uln", "12345"),
        gives(Checked("LIB-77/b"), "library", "LIB - 77/b"),
    ),
)
def check(kind: str, text: str) -> Checked:
    """Check a number of any kind (``Identifier.Kind``). Kinds without a check digit are taken as they are."""
    if kind == "nhs":
        return check_nhs_number(text)
    if kind in {"upn", "former_upn"}:
        return check_upn(text)
    if kind == "uln":
        return check_uln(text)
    return Checked("".join(text.split())[:40])
