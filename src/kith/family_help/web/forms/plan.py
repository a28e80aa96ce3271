"""What the plan asks. Shape only: the services decide."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from kith.design.forms import DateField, Form
from kith.family_help.queries import CopyForReader
from kith.family_help.queries.choices import GOAL_STATES, PROGRESS, SIDES
from kith.family_help.queries.rows import GoalRow
from kith.family_help.services import Progress
from kith.family_help.web.forms.assessment import VersionForm, free_text
from kith.practice_model.schema import PlanPart


class OfParts(Form):
    """A form of a plan: each field that is a part of the model is called as the model calls it, and asks what it asks."""

    part_of: ClassVar[dict[str, str]] = {}
    """By field, the code of its part."""

    def __init__(self, *args: Any, parts: Mapping[str, PlanPart] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, code in self.part_of.items():
            if parts and code in parts:
                self.fields[name].help_text = parts[code].prompt


class ProposalForm(OfParts, VersionForm):
    part_of: ClassVar[dict[str, str]] = {"words": "family_proposal"}
    words = free_text(
        "What does the family propose?",
        rows=8,
    )
    by = forms.CharField(label="Who proposed it?", required=False, max_length=200)
    no_proposal_reason = free_text("If there is no proposal of theirs: why not", rows=3)


class GoalForm(OfParts):
    part_of: ClassVar[dict[str, str]] = {"words": "goals"}
    words = free_text("The goal, in the family's words", rows=3, required=True)
    worded_by = forms.CharField(label="Whose words are these?", max_length=120)
    need = forms.ChoiceField(label="Which assessed need does it answer?", required=False)
    person = forms.ChoiceField(
        label="Whose goal is it?",
        required=False,
        help_text="A goal of one adult is read by that adult and by workers, and by nobody else in the family",
    )
    outcome = free_text("What will be different when it is done?", rows=3, hint="Plain words that a child of 11 can read")
    by_when = DateField(label="By when?", required=False)

    def __init__(self, *args: Any, needs: list[tuple[str, str]], people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = [("", "Choose a need"), *needs]  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", "The whole family"), *people]  # type: ignore[attr-defined]


class ChangeGoalForm(GoalForm, VersionForm):
    state = forms.ChoiceField(label="How is it going?", choices=GOAL_STATES, widget=forms.RadioSelect)


class ActionForm(OfParts):
    part_of: ClassVar[dict[str, str]] = {"words": "actions"}
    words = free_text("What will be done?", rows=3, required=True)
    owner = forms.ChoiceField(label="Who will do it?")
    owner_words = forms.CharField(label="If nobody on the list: who?", required=False, max_length=120)
    owner_side = forms.ChoiceField(
        label="Are they family, family network or a professional?",
        choices=SIDES,
        widget=forms.RadioSelect,
    )
    author = forms.CharField(label="Whose idea was it?", max_length=120)
    author_side = forms.ChoiceField(
        label="Is that family, family network or a professional?",
        choices=SIDES,
        widget=forms.RadioSelect,
    )
    by_when = DateField(label="By when?")

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Somebody who is not on this list"), *owners]  # type: ignore[attr-defined]
        self.fields["owner"].required = False


class ChangeActionForm(VersionForm):
    words = free_text("What will be done?", rows=3, required=True)
    by_when = DateField(label="By when?")
    state = forms.ChoiceField(
        label="Where does it stand?",
        choices=[("open", "To do"), ("done", "Done"), ("stopped", "No longer needed")],
        widget=forms.RadioSelect,
    )
    done_on = DateField(label="When was it done?", required=False)

    reveals = {"state": {"done": ["done_on"]}}


class PlanForm(OfParts, VersionForm):
    part_of: ClassVar[dict[str, str]] = {"if_things_get_harder": "if_things_go_wrong", "moving_on": "moving_on"}
    if_things_get_harder = free_text("What we do if things get harder", rows=5)
    contact = forms.CharField(label="How often and how you meet", required=False, max_length=200)
    moving_on = free_text("Moving on: what stays in place when help ends", rows=5)
    next_review_on = DateField(label="When do you look at the plan together?", required=False)


class PlanChildForm(OfParts, VersionForm):
    part_of: ClassVar[dict[str, str]] = {"words": "each_child"}
    words = free_text("This child's part of the plan", rows=8)


class AgreeForm(Form):
    family_agreement = free_text("Who agreed, and what did each say?", rows=4, required=True)


class ShareForm(Form):
    contact = forms.CharField(label="Where or how do they get it?", max_length=160, help_text="For example: handed over at home")
    agreed_safe = forms.BooleanField(label="They said that this is safe for them")
    safe_parts = forms.MultipleChoiceField(
        label="Which of the parts left out are safe for them?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Read each on the page of the plan first. What you tick is in their copy until it changes.",
    )
    safe_because = free_text("Why are these safe for them?", rows=3)
    read_for_them = forms.BooleanField(label="I have read each part of this copy for what it could tell them", required=False)

    def __init__(self, *args: Any, given: CopyForReader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [(part.code, part.title) for part in given.whole]
        self.fields["safe_parts"].choices = parts  # type: ignore[attr-defined]
        self.fields["safe_parts"].initial = sorted(given.safe)
        if not parts:
            del self.fields["safe_parts"], self.fields["safe_because"]
        if not given.keeps:
            del self.fields["read_for_them"]


class ReviewForm(Form):
    held_on = DateField(label="When was it?")
    present = free_text("Who was there?", rows=3, required=True)
    words = free_text("What has changed?", rows=6, required=True)
    family_said = free_text("What did the family say?", rows=4, required=True)
    next_review_on = DateField(label="When do you look at it again?", required=False)

    def __init__(self, *args: Any, goals: list[GoalRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = goals
        self.sections = [("The review", list(self.fields))]  # type: ignore[misc]
        for number, goal in enumerate(goals, start=1):
            made: dict[str, forms.Field] = {
                f"progress_{goal.id}": forms.ChoiceField(
                    label=f"{goal.words[:120]}",
                    choices=PROGRESS,
                    widget=forms.RadioSelect,
                ),
                f"family_{goal.id}": forms.CharField(label=f"Goal {number}: what the family says", required=False),
                f"worker_{goal.id}": forms.CharField(label=f"Goal {number}: what workers say", required=False),
            }
            self.fields |= made
            self.sections = [*self.sections, (f"Goal {number}", list(made))]  # type: ignore[misc]

    def progress(self) -> list[Progress]:
        """Return how far each goal has come."""
        return [
            Progress(
                goal.id,
                self.cleaned_data[f"progress_{goal.id}"],
                self.cleaned_data[f"family_{goal.id}"],
                self.cleaned_data[f"worker_{goal.id}"],
            )
            for goal in self.goals
        ]
