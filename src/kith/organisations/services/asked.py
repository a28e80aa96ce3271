"""What services ask of what they are told, said once."""

from datetime import date

from django.db.models import Q, TextChoices

from kith.design.words import the_date
from kith.kernel.refusals import Refusal
from kith.kernel.said import says_nothing

LABELS = {
    "name": "Enter a name.",
    "evidence": "Say what the evidence is: who saw what, and when.",
    "group": "Enter the group it is counted in. If it stands alone, repeat its name.",
}


class WordsMissing(Refusal):
    """A text that must be given is empty; ``field`` says which."""

    code = "words_missing"
    source = "design 8 (bad input)"


class NotOfThisArea(Refusal):
    """An agency, a team or a person of another area, or of none, was named. The message says where to begin."""

    code = "not_of_this_area"
    source = "practice P-18"


class NotAmong(Refusal):
    """A value is none of those that may be chosen. The message lists them."""

    code = "not_among"
    source = "design 8 (bad input)"


class EndsBeforeStart(Refusal):
    code = "ends_before_start"
    source = "practice P-18 (places are dated)"
    field = "ends_on"


def must_say(**words: str) -> None:
    """Refuse the first of some named texts that is empty."""
    for name, text in words.items():
        if says_nothing(text):
            raise WordsMissing(LABELS.get(name, f"Enter {name.replace('_', ' ')}."), field=name)


def one_of(choices: type[TextChoices], value: str, field: str) -> None:
    """Refuse a value that is not among ``choices``, and say which are."""
    if value not in choices.values:
        raise NotAmong(f"“{value}” is not a {field}. Use one of: {', '.join(choices.values)}.", field=field)


def in_order(starts_on: date, ends_on: date | None) -> None:
    """Refuse a last day before the first."""
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeStart(f"The last day cannot be before the first day, {the_date(starts_on)}.")


def holding_on(day: date) -> Q:
    """Return the condition that a row with ``starts_on`` and ``ends_on`` holds on a day, or will later."""
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day)
