"""How alike two dates of birth are, and ages. Pure."""

from datetime import date, timedelta


def birth_level(wanted: date, held: date, *, estimated: bool = False) -> str:
    """Return how alike two dates of birth are.

    ``same``, ``first_january``, ``day_month``, ``digit``, ``two_parts``, ``estimated`` or ``differs``.
    """
    if wanted == held:
        return "first_january" if (held.month, held.day) == (1, 1) else "same"
    if (wanted.year, wanted.day, wanted.month) == (held.year, held.month, held.day):
        return "day_month"
    if one_digit_apart(wanted, held):
        # The first of January often stands for a year only: two of them in different years share nothing that was known.
        return "two_parts" if (wanted.month, wanted.day) == (held.month, held.day) == (1, 1) else "digit"
    if (wanted.year == held.year) + (wanted.month == held.month) + (wanted.day == held.day) == 2:
        return "two_parts"
    if estimated and abs(wanted - held) <= timedelta(days=550):
        return "estimated"
    return "differs"


def one_digit_apart(a: date, b: date) -> bool:
    """Return whether two dates differ in one digit, or in two neighbouring digits that changed places."""
    return _one_digit_apart(a.isoformat().replace("-", ""), b.isoformat().replace("-", ""))


def _one_digit_apart(one: str, other: str) -> bool:
    apart = [i for i in range(8) if one[i] != other[i]]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]


def digits_level(one: str, other: str) -> str:
    """Return how alike two dates are when one of them is no day of the calendar: most likely a slip of the pen."""
    if one == other:
        return "same"
    if _one_digit_apart(one, other):
        return "digit"
    alike = (one[:4] == other[:4]) + (one[4:6] == other[4:6]) + (one[6:] == other[6:])
    return "two_parts" if alike == 2 else "differs"


def whole_years(born: date, on: date) -> int:
    """Return the age in whole years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
