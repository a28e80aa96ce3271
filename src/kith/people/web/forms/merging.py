"""Forms with which two records are joined, taken apart, or parted."""

from typing import Any
from uuid import UUID

from django import forms

from kith.design.forms import DateField, Form
from kith.design.words import the_date
from kith.people.record.offered import SEXES
from kith.people.same_person.comparison import FIELDS, field_words, value_words
from kith.people.same_person.merging import CHOICES
from kith.people.same_person.rows import GOES, KINDS, STAYS
from kith.people.same_person.undoing import FieldBack
from kith.workbench.rooms import Held

LABELS = dict(FIELDS)


class DifferentForm(Form):
    """Why two records are two people."""

    reason = forms.CharField(
        label="How do you know that they are two people?",
        max_length=300,
        help_text="They are not suggested again. For example: two sisters, the school knows both",
    )


class MergeForm(Form):
    """Whose value the person has, for each field in which the records differ, and how it is known that they are one."""

    reason = forms.CharField(
        label="How do you know that they are one person?",
        widget=forms.Textarea,
        help_text="For example: the school confirmed the UPN; the mother said so on the telephone",
    )
    read_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, goes: Any, stays: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = []
        for name in CHOICES:
            one, other = field_words(goes, name), field_words(stays, name)
            if one == other:
                continue
            self.fields[f"take_{name}"] = forms.ChoiceField(
                label=LABELS[name],
                choices=[(STAYS, other or "Nothing recorded"), (GOES, one or "Nothing recorded")],
                initial=STAYS if other else GOES,
                widget=forms.RadioSelect,
            )
            asked.append(f"take_{name}")
        self.sections = [*([("Which is right?", asked)] if asked else []), ("Why", ["reason"])]  # type: ignore[misc]

    @property
    def chosen(self) -> dict[str, str]:
        """Return whose value was chosen, by field."""
        return {n.removeprefix("take_"): v for n, v in self.cleaned_data.items() if n.startswith("take_")}


def name_of(row: Held) -> str:
    return "whose_" + row.key.replace(".", "_").replace(":", "_")


class UndoForm(Form):
    """Whose is what was written since, which values go back, and why the two are not one person."""

    reason = forms.CharField(label="How do you know that they are two people?", widget=forms.Textarea)
    read_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, goes: Any, stays: Any, rows: list[Held], back: list[FieldBack], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.back = rows, [field for field in back if field.changed_since]
        whose = [
            (STAYS, f"{stays.name}, the record that stayed"),
            (GOES, f"{goes.name}, the record that went"),
        ]
        for row in rows:
            self.fields[name_of(row)] = forms.ChoiceField(
                label=f"{row.label}: {row.words}" if row.words else row.label,
                choices=whose,
                widget=forms.RadioSelect,
                help_text=f"Written on {the_date(row.at)}" + (f" by {row.by}" if row.by else ""),
            )
        for field in self.back:
            now, before = (shown_value(field.name, value) for value in (field.present, field.before))
            self.fields[f"field_{field.name}"] = forms.ChoiceField(
                label=f"{LABELS.get(field.name, field.name.replace('_', ' ').capitalize())}: changed since",
                choices=[("keep", f"Keep what it is now: {now}"), ("back", f"What it was before: {before}")],
                widget=forms.RadioSelect,
            )
        written, changed = [name_of(row) for row in rows], [f"field_{field.name}" for field in self.back]
        self.sections = [  # type: ignore[misc]
            *([("Whose is what was written since?", written)] if written else []),
            *([("Values that somebody changed since", changed)] if changed else []),
            ("Why", ["reason"]),
        ]

    @property
    def belongs(self) -> dict[str, str]:
        """Return whose each row is, by its key."""
        return {row.key: self.cleaned_data[name_of(row)] for row in self.rows}

    @property
    def kept(self) -> dict[str, str]:
        """Return what happens to each value that was changed since."""
        return {field.name: self.cleaned_data[f"field_{field.name}"] for field in self.back}


def shown_value(name: str, value: Any) -> str:
    return value_words(name, value) or "nothing recorded"


class SplitForm(Form):
    """Who the other person is, and which rows are theirs."""

    forename = forms.CharField(label="First name", max_length=100, required=False)
    surname = forms.CharField(label="Surname", max_length=100, required=False)
    known_as = forms.CharField(label="Known as", max_length=100, required=False)
    date_of_birth = DateField(label="Date of birth", required=False)
    sex = forms.ChoiceField(label="Sex", choices=SEXES, initial="U", widget=forms.RadioSelect)
    reason = forms.CharField(label="How do you know that these are two people?", widget=forms.Textarea)

    def __init__(self, *args: Any, rows: dict[str, list[Held]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [kind for kind in KINDS if kind in rows]
        for key in self.kinds:
            self.fields[f"move_{key}"] = forms.MultipleChoiceField(
                label=KINDS[key].label,
                choices=[(row.key.partition(":")[2], row.words) for row in rows[key]],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        theirs = [f"move_{key}" for key in self.kinds]
        self.sections = [  # type: ignore[misc]
            ("The other person", ["forename", "surname", "known_as", "date_of_birth", "sex"]),
            *([("What is theirs?", theirs)] if theirs else []),
            ("Why", ["reason"]),
        ]

    @property
    def moved(self) -> dict[str, list[UUID]]:
        """Return the rows chosen, by kind."""
        return {key: [UUID(each) for each in self.cleaned_data[f"move_{key}"]] for key in self.kinds}
