"""What deciding, asking the hub and handing over ask."""

from datetime import datetime
from typing import Any

from django import forms

from kith.design.forms import DateTimeField, Form
from kith.front_door.decision_rules import NO_DECISION
from kith.front_door.hub_bodies import Body
from kith.front_door.queries import PersonCard, RequestPage
from kith.front_door.queries.choices import BASES, MARKS
from kith.front_door.services import ChildDecision, Question, ToldByTelephone
from kith.front_door.web.forms.questions import choice, line, words
from kith.kernel.terms import area_words
from kith.practice_model.codes import labels

LEAD_KINDS = [
    ("", "Choose one"),
    ("social worker", "Social worker"),
    ("family worker", "Family worker"),
    ("school nurse", "School nurse"),
    ("health visitor", "Health visitor"),
    ("youth worker", "Youth worker"),
    ("early years practitioner", "Early years practitioner"),
    ("teacher or school worker", "Teacher or school worker"),
    ("lead professional in a partner agency", "Lead professional in a partner agency"),
]

LONGEST_AGREEMENT = 300

OWN_FIELDS = (
    "outcome",
    "passed_to",
    "family_said",
    "agreement",
    "reason",
    "alleges_harm",
    "strengths",
    "needs",
    "lead_kind",
    "lead_reason",
    "primary_need",
)


class DecideForm(Form):
    """One set of questions for each child who is still undecided, then what the sender is told."""

    def __init__(self, *args: Any, page: RequestPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.cards: list[PersonCard] = page.undecided or page.children
        outcomes = [(code, outcome.name) for code, outcome in page.model.outcomes.items()]
        hints = {code: outcome.meaning for code, outcome in page.model.outcomes.items()}
        plan: list[tuple[str, list[str]]] = []
        reveals: dict[str, dict[str, list[str]]] = {}
        for card in self.cards:
            prefix = f"p{card.person.position}"
            asked = self._child(card, outcomes)
            self.fields.update({f"{prefix}_{name}": field for name, field in asked.items()})
            self.initial = {**(self.initial or {}), **{f"{prefix}_{name}": said for name, said in self._said().items()}}
            self.fields[f"{prefix}_outcome"].widget.choice_hints = hints
            reveals[f"{prefix}_outcome"] = {
                "another_area": [f"{prefix}_passed_to"],
                "declined": [f"{prefix}_family_said"],
                "family_help": [f"{prefix}_agreement"],
            }
            title = f"{card.person.name}, {card.age}"
            plan.append((title, [f"{prefix}_{name}" for name in OWN_FIELDS]))
        self.fields["words_for_sender"] = words(
            "The reason, in words the sender may read",
            rows=4,
            hint="For a professional. Nothing about the father, the mother or anybody else in the family.",
        )
        self.fields["next_step"] = words("What is expected of the sender next?", rows=2)
        self.fields["told_who"] = line("Child protection: whom did you ring?", longest=200)
        self.fields["told_at"] = DateTimeField(label="When did you ring?", required=False)
        plan += [
            ("What the sender is told", ["words_for_sender", "next_step"]),
            ("Handing over by telephone", ["told_who", "told_at"]),
        ]
        self.sections, self.reveals = plan, reveals  # type: ignore[misc]
        urgent = page.request.alleges_danger
        if urgent:
            for name, asked_field in self.fields.items():
                if name.endswith(("_strengths", "_needs", "_lead_kind", "_lead_reason")):
                    asked_field.help_text = "May be written afterwards: this request is urgent."

    def _said(self) -> dict[str, str]:
        """What the request says already: it is read and weighed, not typed again."""
        asked = self.page.request
        agreed = asked.agreement_by if asked.agreement_service == "yes" else ""
        return {
            "strengths": asked.strengths,
            "needs": asked.wanted,
            "family_said": asked.family_views,
            "agreement": agreed if len(agreed) <= LONGEST_AGREEMENT and "\n" not in agreed else "",
        }

    def _child(self, card: PersonCard, outcomes: list[tuple[str, str]]) -> dict[str, forms.Field]:
        allowed = [*outcomes, (NO_DECISION, "Nothing is decided about this child, who is only named")]
        return {
            "outcome": choice("What happens?", allowed, required=False),
            "passed_to": line("To which area, whom did you speak to, and when?", longest=200),
            "family_said": words("What did the family say?", rows=2),
            "agreement": line("Who agreed to have help, and when?", longest=LONGEST_AGREEMENT),
            "reason": words("Why?", rows=4),
            "alleges_harm": forms.BooleanField(label="The request says that this child is being harmed", required=False),
            "strengths": words("What goes well", rows=2),
            "needs": words("What is needed", rows=2),
            "lead_kind": forms.ChoiceField(label="Which kind of lead practitioner?", choices=LEAD_KINDS, required=False),
            "lead_reason": words("Why this kind of lead?", rows=2),
            "primary_need": forms.ChoiceField(
                label="Main need (DfE code, for a child in need)",
                choices=[
                    ("", "Not chosen"),
                    *[(code, f"{code} {label}") for code, label in labels("primary_need").items()],
                ],
                required=False,
            ),
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not any(said.get(f"p{card.person.position}_outcome") for card in self.cards):
            self.add_error(None, "Choose what happens for at least one child.")
        return said

    def decisions(self) -> list[ChildDecision]:
        """Return what was chosen, for the children for whom something was chosen."""
        made = []
        for card in self.cards:
            said = {name: self.cleaned_data.get(f"p{card.person.position}_{name}") for name in OWN_FIELDS}
            if said["outcome"]:
                filled = {name: value or "" for name, value in said.items() if name != "alleges_harm"}
                made.append(ChildDecision(key=card.person.key, alleges_harm=bool(said["alleges_harm"]), **filled))
        return made

    def told(self) -> ToldByTelephone | None:
        """Return who was rung, when it was written."""
        who, at = self.cleaned_data.get("told_who"), self.cleaned_data.get("told_at")
        return ToldByTelephone(who=who, at=at) if who and isinstance(at, datetime) else None


class HandOverForm(Form):
    """Who was rung and when, or what was answered, by whom and when."""

    told = line("Whom did you ring?", longest=200)
    told_at = DateTimeField(label="When did you ring?", required=False)
    answer = words("What was answered?", rows=3)
    answered_by = line("Who answered?", longest=200)
    answered_at = DateTimeField(label="When was the answer given?", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("told") and not said.get("told_at"):
            self.add_error("told_at", "Say when you rang.")
        if said.get("answer") and not said.get("answered_at"):
            self.add_error("answered_at", "Say when the answer was given.")
        if not said.get("told") and not said.get("answer") and not self.errors:
            self.add_error("told", "Write whom you rang, or what was answered.")
        return said


class AskHubForm(Form):
    """Which bodies are asked, about whom, on which basis."""

    basis = choice("On which basis?", BASES, required=True)
    basis_words = words("Who agreed and when, or what gives cause to suspect harm?", rows=3, required=True)
    parents_told = choice("Have the parents been told?", [("yes", "Yes"), ("no", "No")], required=True)
    parents_not_told_reason = words("Why not?", rows=2)
    about = forms.MultipleChoiceField(label="About whom?", widget=forms.CheckboxSelectMultiple)
    bodies = forms.MultipleChoiceField(label="Which bodies must be asked?", widget=forms.CheckboxSelectMultiple)
    question = words("What do you ask?", rows=3, required=True)
    necessary = words("Why must these bodies be asked?", rows=2, required=True)

    reveals = {"parents_told": {"no": ["parents_not_told_reason"]}}

    def __init__(self, *args: Any, page: RequestPage, bodies: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [(card.person.key, card.person.name) for card in page.cards]  # type: ignore[attr-defined]
        self.fields["bodies"].choices = [(body.key, body.words) for body in bodies]  # type: ignore[attr-defined]
        self.fields["bodies"].widget.choice_hints = {
            body.key: area_words("No one there answers in Kith. Call them, and record their answer under {hub}: questions.")
            for body in bodies
            if not body.answers_here
        }

    def questions(self) -> list[Question]:
        """Return one question for each body chosen."""
        said = self.cleaned_data
        return [
            Question(body=body, about=said["about"], question=said["question"], necessary=said["necessary"])
            for body in said["bodies"]
        ]


class AnswerHubForm(Form):
    """A body's answer, with its mark of who may see it."""

    held = choice("Do you hold anything?", [("yes", "Yes"), ("no", "No, nothing held")], required=True)
    words = words("What do you hold that answers the question?", rows=6, hint="Only what is asked.")
    mark = choice("Who may see your answer?", MARKS, required=True)


class UrgentForm(Form):
    """A child may be in danger now."""

    words = words("What is the danger?", rows=3, required=True)


class LowerForm(Form):
    """No child is in danger now: how the worker knows."""

    words = words("What did you find out, and from whom?", rows=3, required=True)


class ToldForm(Form):
    """How the sender was told."""

    told_how = line(
        "How and when did you tell them?",
        longest=200,
        required=True,
        hint="Use only the way that they said is safe.",
    )


class ConsultForm(Form):
    """A specialist consultation or gateway."""

    channel = forms.ChoiceField(label="Whom do you ask?")
    question = words("What do you ask?", rows=4, required=True)

    def __init__(self, *args: Any, channels: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = channels  # type: ignore[attr-defined]


class OutcomeForm(Form):
    """What came back from a consultation."""

    outcome = words("What came back?", rows=4, required=True)


class DealtWithForm(Form):
    """What was done about a line that could not be read."""

    words = words("What did you do about it?", rows=3, required=True)


class ConversationForm(Form):
    """Who, what was said, the advice, the agreed next step."""

    caller = line("Who spoke to you?", longest=160)
    caller_role = line("Their job, or who they are to the child", longest=160)
    caller_contact = line("How they can be reached safely", longest=160)
    about = line("Names that were used", longest=300, hint="So that the conversation can be found again.")
    said = words("What was said?", rows=6, required=True)
    advice = words("What advice did you give?", rows=4, required=True)
    next_step = words("What next step did you agree?", rows=3, required=True)
    at = DateTimeField(label="When was it?")
