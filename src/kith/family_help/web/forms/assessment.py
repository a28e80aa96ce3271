"""What the assessment asks. Shape only: the services decide."""

from typing import Any

from django import forms

from kith.design.forms import DateField, Form, YesNoField
from kith.practice_model.codes import labels


def free_text(label: str, *, rows: int = 8, required: bool = False, hint: str = "") -> forms.CharField:
    """Return a field for free text."""
    return forms.CharField(label=label, required=required, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}))


class VersionForm(Form):
    """A form of an editable record: it carries the version that was read."""

    read_version = forms.IntegerField(widget=forms.HiddenInput)


class SectionForm(VersionForm):
    words = free_text("What you have learnt", rows=16)
    empty_reason = free_text("If there is nothing to write: why", rows=2)


class MemberForm(VersionForm):
    strengths = free_text("Strengths", hint="What goes well, what they are good at, who they can turn to")
    needs = free_text("Needs", hint="What is hard and what would help")
    daily_life = free_text("A day in this child's life", hint="What it is like to be this child, from waking up to going to bed")

    not_seen_reason = free_text("If this child was not seen for the assessment: why", rows=2)
    see_by = DateField(label="By which day will they be seen?", required=False)

    def __init__(self, *args: Any, is_child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_child:
            for name in ("daily_life", "not_seen_reason", "see_by"):
                del self.fields[name]


class AnalysisForm(VersionForm):
    analysis = free_text(
        "Analysis",
        rows=12,
        hint="What you make of it all: what worries you, what protects the children, and why",
    )
    what_needs_to_change = free_text("What needs to change", hint="In words the family would use")
    family_view = free_text("What the family thinks of this assessment")
    disputed = free_text("What the family sees differently", rows=4)
    factors = forms.MultipleChoiceField(
        label="Factors you found",
        required=False,
        help_text="Choose all that apply. These are the Department for Education's factors at the end of an assessment.",
        widget=forms.CheckboxSelectMultiple,
    )
    internal_review_on = DateField(label="Internal review date, if there was one", required=False)
    overrun_reason = free_text("Why it was not finished by the due date, if it is late", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["factors"].choices = list(labels("assessment_factors").items())  # type: ignore[attr-defined]


class NeedForm(Form):
    person = forms.ChoiceField(label="Whose need is it?")
    words = free_text("What is needed?", rows=3, required=True)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "The whole family"), *people]  # type: ignore[attr-defined]
        self.fields["person"].required = False


class LeaveOutForm(VersionForm):
    reason = free_text("Why is this need not in the plan for now?", rows=3, required=True)


class SeenForm(Form):
    person = forms.ChoiceField(label="Which child?")
    seen_on = DateField(label="When did you see them?")
    alone = YesNoField(label="Did you see them alone?")
    words = free_text("Anything to add", rows=3)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]


class ReadersForm(Form):
    """Who may read a child's words."""

    readers = forms.ChoiceField(
        label="Who may read this?",
        choices=[
            ("undecided", "Not decided yet: professionals only until it is"),
            ("professionals", "Professionals only"),
            ("named", "People named here"),
        ],
        widget=forms.RadioSelect,
        help_text="The plan cannot be shared with a parent until this is decided.",
    )
    may_read = forms.MultipleChoiceField(
        label="Who in the family may read it?", required=False, widget=forms.CheckboxSelectMultiple
    )
    decided_by = forms.ChoiceField(
        label="Who decided?",
        choices=[("child", "The child"), ("worker", "The worker")],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = free_text("Why, if the worker decided", rows=3)
    own_copy = YesNoField(
        label="Does the child want these words in their own copy of the plan?",
        required=False,
        help_text="Ask the child alone. Their copy may be found at home. If the answer is No, or you could not ask, the words are"
        " left out of it.",
    )

    reveals = {"readers": {"named": ["may_read"]}}

    def __init__(self, *args: Any, readers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["may_read"].choices = readers  # type: ignore[attr-defined]


class ChildWordsForm(ReadersForm):
    person = forms.ChoiceField(label="Which child?")
    words = free_text("The child's own words", hint="As they said, drew or showed it. Leave empty if there is no view")
    no_view_reason = free_text("If there is no view: why not", rows=3)
    how = free_text("How they told you, or how you sought their view", rows=3, required=True)
    said_on = DateField(label="When was this?")

    field_order = [
        "person",
        "words",
        "no_view_reason",
        "how",
        "said_on",
        "readers",
        "may_read",
        "decided_by",
        "reason",
        "own_copy",
    ]

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]


class ReasonForm(Form):
    """One reason, for what needs nothing else."""

    reason = free_text("Reason", rows=4, required=True)

    def __init__(self, *args: Any, label: str = "Reason", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label


class ConfirmForm(Form):
    """Nothing to fill in: the button is the answer."""


class NoteForm(Form):
    note = free_text("Note", rows=4)
