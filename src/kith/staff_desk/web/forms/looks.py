import re
from uuid import UUID

from django import forms

from kith.design.forms import Form
from kith.staff_desk.queries import KINDS_OF_LOOK

_REFERENCE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


class LooksForm(Form):
    """What to narrow the looks to."""

    about = forms.CharField(
        label="Family or person",
        required=False,
        help_text="The reference, or the address of their page",
        max_length=300,
    )
    by = forms.CharField(label="Who looked", required=False, help_text="Part of a colleague’s name", max_length=100)
    kind = forms.ChoiceField(label="How", required=False, choices=[("", "Any way"), *KINDS_OF_LOOK])

    def clean_about(self) -> UUID | None:
        """Return the reference in what was typed."""
        typed = self.cleaned_data["about"]
        found = _REFERENCE.search(typed)
        if typed and not found:
            raise forms.ValidationError("Enter a reference, or paste the address of the family’s or person’s page.")
        return UUID(found.group()) if found else None
