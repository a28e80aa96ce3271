"""Forms with which imported people are joined to families."""

from typing import Any
from uuid import UUID

from django import forms

from kith.design.forms import Form, YesNoField
from kith.people.lists.joining import Place
from kith.people.lists.work_list import Group, Row
from kith.people.record.offered import RELATIONSHIPS, ROLES

NEW = "new"


class JoinForm(Form):
    """Who of a group belongs to which family, and as what."""

    family = forms.ChoiceField(label="Which family is it?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, group: Group, ages: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        known = [
            (str(each.family.pk), f"{each.family.name} ({'; '.join(dict.fromkeys(each.because))})") for each in group.offered
        ]
        self.fields["family"].choices = [*known, (NEW, f"A new family: {group.name}")]  # type: ignore[attr-defined]
        self.fields["family"].initial = NEW if not known else None
        people = [self._ask_about(row, ages[row.person.pk]) for row in group.rows]
        self.sections = [("Family", ["family"]), *people]  # type: ignore[misc]

    def _ask_about(self, row: Row, age: str) -> tuple[str, list[str]]:
        key = row.imported.pk.hex
        claimed = f"The list says: {row.imported.relationship_to_child}." if row.imported.relationship_to_child else ""
        self.fields[f"in_{key}"] = forms.BooleanField(
            label=f"{row.person.name} belongs to this family",
            required=False,
            initial=True,
            help_text=" ".join([claimed, *(f"{each}." for each in row.imported.warnings)]).strip(),
        )
        self.fields[f"role_{key}"] = forms.ChoiceField(
            label="Who are they in this family?", choices=ROLES, initial=row.claim.role
        )
        self.fields[f"kind_{key}"] = forms.ChoiceField(
            label="What are they of the children in this list?",
            choices=[("", "Nothing, or not known"), *RELATIONSHIPS],
            initial=row.claim.kind,
            required=False,
        )
        names = [f"{what}_{key}" for what in ("in", "role", "kind")]
        if not row.is_child:
            held = row.imported.parental_responsibility
            names.append(f"responsible_{key}")
            self.fields[names[-1]] = YesNoField(
                label="Do they have parental responsibility for them?",
                unknown="Not known",
                required=False,
                initial={True: "yes", False: "no", None: "unknown"}[held],
            )
        return f"{row.person.name}, {age}", names

    @property
    def places(self) -> dict[UUID, Place]:
        """Return where each person who was chosen belongs."""
        said, found = self.cleaned_data, {}
        for row in self.group.rows:
            key = row.imported.pk.hex
            if said[f"in_{key}"]:
                held = said.get(f"responsible_{key}")
                found[row.imported.pk] = Place(said[f"role_{key}"], said[f"kind_{key}"], held)
        return found


class LeaveOutForm(Form):
    """Who is not joined, and why."""

    who = forms.MultipleChoiceField(label="Who is not joined to a family?", widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label="Why?", max_length=250, help_text="For example: a professional, or nobody we help")

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(str(row.imported.pk), row.person.name) for row in group.rows]  # type: ignore[attr-defined]
