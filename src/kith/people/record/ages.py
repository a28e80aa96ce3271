"""Ages in words. Pure."""

from datetime import date

from kith.design.words import the_date
from kith.people.matching.births import whole_years
from kith.people.models import Person


def age_words(born: date | None, expected: date | None, died: date | None, kind: str, on: date) -> str:
    """Return an age on a day as people say it: "8", "7 months", "2 weeks", "due 2 September 2026", "not known".

    An estimated date gives "about 8". After a death: the age then, and "died".
    """
    if born is None:
        return f"due {the_date(expected)}" if expected else "age not known"
    until = died or on
    if until < born:
        return "not yet born"
    about = "about " if kind == "estimated" else ""
    years = whole_years(born, until)
    months = (until.year - born.year) * 12 + until.month - born.month - (until.day < born.day)
    if years >= 2:
        words = str(years)
    elif months >= 3:
        words = f"{months} months"
    else:
        weeks = (until - born).days // 7
        words = "under a week" if weeks == 0 else f"{weeks} week{'' if weeks == 1 else 's'}"
    return f"{about}{words}" + (" when they died" if died else "")


def age_of(person: Person, on: date) -> str:
    """Return a person's age in words on a day: years, months under two, "due" before birth."""
    return age_words(person.date_of_birth, person.expected_date, person.date_of_death, person.birth_date_kind, on)
