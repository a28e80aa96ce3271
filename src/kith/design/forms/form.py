"""The form that every form of Kith is: errors that tell a person what to do, and a plan of the page."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from kith.design.forms.plain_errors import PlainErrors


class Form(PlainErrors, forms.Form):
    """A Django form whose standard errors are in plain words.

    ``sections`` lists headings with the names of their fields, for long forms; fields it leaves out come first.
    ``folded`` names the sections that stand below the button, closed until they are opened: what nobody need answer.
    ``reveals`` says which fields appear under which answer: ``{"interpreter": {"yes": ["language"]}}``. A field that was not
    revealed is not asked for: its value is emptied and its errors dropped.
    """

    sections: ClassVar[list[tuple[str, list[str]]]] = []
    folded: ClassVar[frozenset[str]] = frozenset()
    reveals: ClassVar[dict[str, dict[str, list[str]]]] = {}

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_without_null_characters(data), *args, **kwargs)

    @property
    def revealed_names(self) -> set[str]:
        """Return the fields that stand under an answer and so not on their own."""
        return {name for answers in self.reveals.values() for names in answers.values() for name in names}

    def full_clean(self) -> None:
        """Check everything, then forget errors and values of fields whose answer was not chosen.

        Where the question was left open, what was filled in under it is kept: without JavaScript it stands there to be filled in.
        """
        super().full_clean()
        if not self.is_bound:
            return
        for parent, answers in self.reveals.items():
            key = self.add_prefix(parent)
            chosen = self.data.getlist(key) if isinstance(self.data, QueryDict) else self.data.get(key)
            answers_given = {str(x) for x in (chosen if isinstance(chosen, list | tuple) else [chosen]) if x}
            shown = {name for answer, names in answers.items() if answer in answers_given for name in names}
            under = {name for names in answers.values() for name in names}
            if not answers_given:
                shown = {name for name in under if self[name].value() not in (None, "", [])}
            for name in under - shown:
                self.errors.pop(name, None)
                self.cleaned_data[name] = getattr(self.fields[name], "empty_value", None)


def _without_null_characters(data: Any) -> Any:
    """Return what was sent without null characters: no one types or sees them, and PostgreSQL cannot keep them."""
    if not isinstance(data, QueryDict) or not any("\x00" in text for _, texts in data.lists() for text in texts):
        return data
    kept = data.copy()
    for name, texts in data.lists():
        kept.setlist(name, [text.replace("\x00", "") for text in texts])
    return kept
