"""What leading, stepping and closing ask. Shape only: the services decide."""

from typing import Any
from uuid import UUID

from django import forms

from kith.design.forms import DateField, Form, YesNoField
from kith.design.words import sentence
from kith.family_help.queries.choices import (
    BASES,
    CHILD_PROTECTION_PLAN,
    ENDS_OF_A_PLAN,
    ENDS_OF_AN_ACTION,
    RISK_LEVELS,
    TIERS,
)
from kith.family_help.queries.rows import ActionRow, ChildRow, GrantRow
from kith.family_help.services import ActionAtEnd, ChildChange, Elsewhere, SightDecision
from kith.family_help.web.forms.assessment import VersionForm, free_text
from kith.kernel.terms import area_words
from kith.practice_model.codes import labels


class LeadForm(Form):
    practitioner = forms.ChoiceField(label="Who would lead?")
    reason_best_placed = free_text("Why are they best placed?", rows=4, required=True)
    family_preference = free_text("Whom would the family like?", rows=3, required=True)
    children_preference = free_text("Whom would each child like?", rows=3)
    risk_level = forms.ChoiceField(
        label="Level of risk and harm",
        choices=[("", "Not recorded"), *RISK_LEVELS],
        required=False,
        help_text="In some areas this decides who may lead",
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]


class HandoverForm(Form):
    change_reason = free_text("Why does the lead change?", rows=3, required=True)
    summary = free_text("Where do things stand?", rows=6, required=True)
    outstanding = free_text("What is still to do?", rows=4)
    family_told = free_text("What was the family told, and what did they say?", rows=4, required=True)
    introduced_on = DateField(label="When did the family meet the new lead with the old one?", required=False)


class OverseerForm(Form):
    practitioner = forms.ChoiceField(label="Which social worker oversees?")
    reason = free_text("Why this person?", rows=3, required=True)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]


class ChildWorkerForm(OverseerForm):
    kind = forms.ChoiceField(
        label="As what?",
        choices=[("key_worker", "Key worker"), ("social_worker", "The child's named social worker")],
        widget=forms.RadioSelect,
    )
    what_for = free_text("What for?", rows=3, required=True)

    field_order = ["practitioner", "kind", "what_for"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]
        self.fields["practitioner"].label = "Who?"


ELSEWHERE = "If a child protection plan begins or ends, a conference decided it. Record where that stands."


def elsewhere_fields(name: str = "") -> dict[str, forms.Field]:
    """Return the fields for a child protection plan that was begun or ended elsewhere, for the child ``name``."""
    of = f"{name}: " if name else ""
    return {
        "elsewhere_on": DateField(label=sentence(f"{of}day the conference decided"), required=False, help_text=ELSEWHERE),
        "elsewhere_source": forms.CharField(label=sentence(f"{of}paper that says so"), required=False, max_length=200),
        "elsewhere_said_by": forms.CharField(label=sentence(f"{of}who told you"), required=False, max_length=120),
    }


def elsewhere_of(said: dict[str, Any], key: str = "") -> Elsewhere | None:
    """Return what was said of a conference elsewhere; ``None`` when no day was."""
    on = said.get(f"elsewhere_on{key}")
    if on is None:
        return None
    return Elsewhere(on, said.get(f"elsewhere_source{key}", ""), said.get(f"elsewhere_said_by{key}", ""))


class BasisForm(Form):
    basis = forms.ChoiceField(
        label="On which basis is this child helped from today?",
        choices=BASES,
        widget=forms.RadioSelect,
    )
    reason = free_text("Why?", rows=4, required=True)
    evidence = free_text("What does this rest on?", rows=4, required=True)
    family_said = free_text("What did the family say?", rows=4, required=True)
    agreed = YesNoField(label="Do they agree?", unknown="Not asked, or agreement does not decide this", required=False)
    ended_by = forms.ChoiceField(
        label="If a child protection plan ends: what ended it?",
        choices=[("", "No child protection plan ends"), *ENDS_OF_A_PLAN],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= elsewhere_fields()

    def decided(self) -> dict[str, Any]:
        """Return what the service takes."""
        said = {name: value for name, value in self.cleaned_data.items() if not name.startswith("elsewhere_")}
        return said | {"elsewhere": elsewhere_of(self.cleaned_data)}


class CensusForm(VersionForm):
    """Asked once, where it arises; the lists are the Department for Education's."""

    primary_need = forms.ChoiceField(label="Primary need", required=False)
    referral_source = forms.ChoiceField(label="Source of the referral", required=False)
    upn_unknown = forms.ChoiceField(label="If there is no unique pupil number: why", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("primary_need", "referral_source", "upn_unknown"):
            choices = [(code, f"{code} {label}") for code, label in labels(name).items()]
            self.fields[name].choices = [("", "Not recorded yet"), *choices]  # type: ignore[attr-defined]


class AddChildForm(Form):
    person = forms.ChoiceField(label="Which child?")
    basis = forms.ChoiceField(label="On which basis?", choices=BASES, widget=forms.RadioSelect)
    referral_date = DateField(label="When was help asked for this child?")
    primary_need = forms.ChoiceField(label="Primary need", required=False)
    agreed = YesNoField(label="Does the family agree?", unknown="Not asked, or agreement does not decide this", required=False)
    reason = free_text("Why?", rows=4, required=True)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Choose a child"), *people]  # type: ignore[attr-defined]
        needs = [(code, f"{code} {label}") for code, label in labels("primary_need").items()]
        self.fields["primary_need"].choices = [("", "Not recorded yet"), *needs]  # type: ignore[attr-defined]
        self.fields |= elsewhere_fields()


class StepForm(Form):
    """A step for all or some children, and what partners may see after it. Fields for each child and partner are made here."""

    reason = free_text("Why?", rows=4, required=True)
    evidence = free_text("What does this rest on?", rows=4, required=True)
    family_said = free_text("What did the family say?", rows=4, required=True)

    def __init__(
        self,
        *args: Any,
        children: list[ChildRow],
        grants: list[GrantRow],
        closing: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.children, self.grants, self.closing = children, grants, closing
        self.sections = [("The decision", list(self.fields))]  # type: ignore[misc]
        for child in children:
            self._child_fields(child)
        for grant in grants:
            self._grant_fields(grant)

    def _child_fields(self, child: ChildRow) -> None:
        key, name = str(child.person_id), child.person.name
        present = next((row.basis for row in child.bases.all() if row.ends_on is None), "")
        made: dict[str, forms.Field] = {}
        if self.closing:
            reasons = [(code, f"{code} {label}") for code, label in labels("reason_for_closure").items()]
            made[f"closure_{key}"] = forms.ChoiceField(
                label=f"{name}: why help ends",
                choices=[("", "Help for this child goes on"), *reasons],
                required=False,
            )
        else:
            made[f"basis_{key}"] = forms.ChoiceField(
                label=f"{name}: basis from now on",
                choices=BASES,
                initial=present,
                widget=forms.RadioSelect,
            )
        made[f"said_{key}"] = free_text(f"What did {name} say?", rows=3)
        made[f"not_asked_{key}"] = free_text(f"If {name} was not asked: why not", rows=2)
        if present == CHILD_PROTECTION_PLAN:
            made[f"ended_by_{key}"] = forms.ChoiceField(
                label=f"{name}: what ends the child protection plan",
                choices=[("", "It goes on"), *ENDS_OF_A_PLAN],
                required=False,
            )
        if present == CHILD_PROTECTION_PLAN or not self.closing:
            made |= {f"{field}_{key}": each for field, each in elsewhere_fields(name).items()}
        self.fields |= made
        self.sections = [*self.sections, (name, list(made))]  # type: ignore[misc]

    def _grant_fields(self, grant: GrantRow) -> None:
        key, name = str(grant.practitioner_id), f"{grant.practitioner.name}, {grant.practitioner.agency.name}"
        made: dict[str, forms.Field] = {
            f"sight_{key}": forms.ChoiceField(
                label=f"What may {name} see from now on?",
                choices=[
                    ("confirm", "The same as now"),
                    ("narrow", "Only what is ticked below"),
                    ("end", "Nothing more"),
                ],
                widget=forms.RadioSelect,
            ),
            f"parts_{key}": forms.MultipleChoiceField(
                label="Parts they may see",
                choices=[(part, part.replace("_", " ").capitalize()) for part in grant.parts],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
        }
        self.fields |= made
        self.reveals = {**self.reveals, f"sight_{key}": {"narrow": [f"parts_{key}"]}}  # type: ignore[misc]
        self.sections = [*self.sections, (name, list(made))]  # type: ignore[misc]

    def changes(self) -> list[ChildChange]:
        """Return what was decided for each child; when closing, for the children whose help ends."""
        rows = []
        for child in self.children:
            key = str(child.person_id)
            closure = self.cleaned_data.get(f"closure_{key}", "")
            if self.closing and not closure:
                continue
            rows.append(
                ChildChange(
                    child.person_id,
                    to_basis=self.cleaned_data.get(f"basis_{key}", ""),
                    child_said=self.cleaned_data[f"said_{key}"],
                    not_asked_reason=self.cleaned_data[f"not_asked_{key}"],
                    closure_reason=closure,
                    ended_by=self.cleaned_data.get(f"ended_by_{key}", ""),
                    elsewhere=elsewhere_of(self.cleaned_data, f"_{key}"),
                )
            )
        return rows

    def sights(self) -> list[SightDecision]:
        """Return what was decided about each partner's sight."""
        return [
            SightDecision(
                UUID(key),
                self.cleaned_data[f"sight_{key}"],
                list(self.cleaned_data.get(f"parts_{key}") or []),
            )
            for key in (str(grant.practitioner_id) for grant in self.grants)
        ]


class MoveForm(StepForm):
    kind = forms.ChoiceField(
        label="Which way?",
        choices=[("up", "Step up: more help"), ("down", "Step down: less help")],
        widget=forms.RadioSelect,
    )
    agreed = YesNoField(label="Does the family agree?", unknown="Agreement does not decide this")
    moving_on_plan = free_text(area_words("For a step down: {moving_on_plan}, made with the family"), rows=5)
    risk_level = forms.ChoiceField(
        label="Level of risk and harm now",
        choices=RISK_LEVELS,
        widget=forms.RadioSelect,
        help_text="In some areas this decides who may lead. The page Our model says where",
    )
    to_tier = forms.ChoiceField(label="Level of help after the step", required=False)
    receiving = forms.ChoiceField(label="Who will lead after the step, if it changes?", required=False)
    receiving_why = free_text("Why are they best placed, and whom would the family like?", rows=3)
    handover_summary = free_text("Where do things stand, for the new lead?", rows=4)

    field_order = [
        "kind",
        "reason",
        "evidence",
        "family_said",
        "agreed",
        "risk_level",
        "moving_on_plan",
        "to_tier",
        "receiving",
        "receiving_why",
        "handover_summary",
    ]

    def __init__(self, *args: Any, tiers: list[str], people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_tier"].choices = [("", "As it is"), *((tier, TIERS[tier]) for tier in tiers)]  # type: ignore[attr-defined]
        self.fields["receiving"].choices = [("", "The lead stays"), *people]  # type: ignore[attr-defined]


class CloseForm(StepForm):
    moving_on_plan = free_text(area_words("{moving_on_plan}, made with the family"), rows=6, required=True)

    field_order = ["reason", "evidence", "family_said", "moving_on_plan"]

    def __init__(self, *args: Any, actions: list[ActionRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions = actions
        made: dict[str, forms.Field] = {}
        for action in actions:
            made[f"action_{action.pk}"] = forms.ChoiceField(
                label=f"“{action.words}”: what becomes of it?",
                choices=[("", "The plan goes on"), *ENDS_OF_AN_ACTION],
                required=False,
            )
            made[f"action_words_{action.pk}"] = forms.CharField(
                label=f"“{action.words}”: who takes it on, or why it is given up", required=False
            )
        if made:
            self.fields |= made
            self.sections = [*self.sections, ("What is still to do", list(made))]  # type: ignore[misc]

    def ends(self) -> list[ActionAtEnd]:
        """Return what becomes of each action that is still to do."""
        said = self.cleaned_data
        return [ActionAtEnd(each.pk, said[f"action_{each.pk}"], said[f"action_words_{each.pk}"]) for each in self.actions]


class DangerForm(Form):
    words = free_text("What is happening?", rows=4, required=True, hint="What you saw or heard, where the child is now")


class AnswerForm(Form):
    answer = free_text("What was done, by whom, and when?", rows=4, required=True)


class ReopenForm(Form):
    reason = free_text("Why was it a mistake to end help?", rows=3, required=True)
    family_said = free_text("What was the family told, and what did they say?", rows=3, required=True)


class FamiliesForm(Form):
    """What the list of families is narrowed to."""

    team = forms.ChoiceField(label="Team of the lead practitioner", required=False)
    lead = forms.ChoiceField(label="Lead practitioner", required=False)
    basis = forms.ChoiceField(label="Basis of help of a child", required=False, choices=[("", "Any"), *BASES])
    only_overdue = forms.BooleanField(label="Only families in which something is overdue", required=False)

    def __init__(self, *args: Any, leads: list[tuple[str, str]], teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [("", "Anybody"), *leads]  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", "Any"), *teams]  # type: ignore[attr-defined]
