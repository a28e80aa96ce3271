"""Numbers by which others know a person, and their check digits. Pure."""

from dataclasses import dataclass

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN_LENGTH = 13
_NHS_LENGTH = 10
_ULN_LENGTH = 10
ULN_NOT_KNOWN = "9999999999"
"""What providers of education send for a learner without a number: it belongs to no learner."""


@dataclass(frozen=True)
class Checked:
    """A number as it is kept, whether it can be right, and what is wrong with it in words."""

    value: str
    valid: bool
    problem: str = ""


def nhs_check_digit(first_nine: str) -> int | None:
    """Return the tenth digit of an NHS number, or ``None`` when these nine digits are never issued (modulus 11)."""
    digit = 11 - sum(int(d) * weight for d, weight in zip(first_nine, range(10, 1, -1), strict=True)) % 11
    return None if digit == 10 else digit % 11


def check_nhs_number(text: str) -> Checked:
    """Check an NHS number: ten digits, spaces allowed, the last one a modulus 11 check digit (NHS Data Dictionary)."""
    value = "".join(text.split()).replace("-", "")
    if not (value.isascii() and value.isdigit()) or len(value) != _NHS_LENGTH:
        return Checked(value[:40], False, "An NHS number has ten digits. Check it with whoever gave it.")
    if nhs_check_digit(value[:9]) != int(value[9]):
        return Checked(
            value,
            False,
            "The last digit of this NHS number does not fit the others. Check it with whoever gave it.",
        )
    return Checked(value, True)


def upn_check_letter(rest: str) -> str:
    """Return the first letter of a UPN from its other twelve characters (DfE: weights 2 to 13, modulus 23).

    A letter in the last place, of a temporary number, counts as its place in the list of letters.
    """
    values = [int(c) if c.isdigit() else UPN_LETTERS.index(c) for c in rest]
    return UPN_LETTERS[sum(v * weight for v, weight in zip(values, range(2, 14), strict=True)) % 23]


def check_upn(text: str) -> Checked:
    """Check a unique pupil number: a check letter, eleven digits, and a digit (permanent) or a letter (temporary)."""
    value = "".join(text.split()).upper()
    rest = value[1:]
    shaped = (
        len(value) == _UPN_LENGTH and value.isascii() and rest[:-1].isdigit() and (rest[-1].isdigit() or rest[-1] in UPN_LETTERS)
    )
    if not shaped:
        return Checked(value[:40], False, "A UPN has a letter and twelve digits. Check it with the school.")
    if upn_check_letter(rest) != value[0]:
        return Checked(value, False, "The letter of this UPN does not fit its digits. Check it with the school.")
    return Checked(value, True)


def uln_check_digit(first_nine: str) -> int | None:
    """Return the tenth digit of a unique learner number, or ``None`` when these nine digits are never issued (modulus 11)."""
    rest = sum(int(d) * weight for d, weight in zip(first_nine, range(10, 1, -1), strict=True)) % 11
    return None if rest == 0 else 10 - rest


def check_uln(text: str) -> Checked:
    """Check a unique learner number: ten digits, the last one a check digit (Individualised Learner Record)."""
    value = "".join(text.split())
    if not (value.isascii() and value.isdigit()) or len(value) != _ULN_LENGTH:
        return Checked(value[:40], False, "A ULN has ten digits. Check it with the school or college.")
    if value == ULN_NOT_KNOWN:
        return Checked(
            value,
            False,
            "This is what a college sends when it has no ULN for a learner. Ask for the learner’s own.",
        )
    if uln_check_digit(value[:9]) != int(value[9]):
        return Checked(
            value,
            False,
            "The last digit of this ULN does not fit the others. Check it with the school or college.",
        )
    return Checked(value, True)


def check(kind: str, text: str) -> Checked:
    """Check a number of any kind (``Identifier.Kind``). Kinds without a check digit are taken as they are."""
    if kind == "nhs":
        return check_nhs_number(text)
    if kind in {"upn", "former_upn"}:
        return check_upn(text)
    if kind == "uln":
        return check_uln(text)
    return Checked("".join(text.split())[:40], True)
