"""The form of a request for support, for each kind of person who asks, and the body it makes.

The same fields serve the public site and staff who write down a call. Nothing here needs JavaScript.
"""

from datetime import datetime
from typing import Any, ClassVar

from django import forms

from kith.design.forms import DateField, Form
from kith.front_door.body import FieldProblem, RequestBody, check_body
from kith.people.models import RelationshipKind, Sex

CHILDREN, ADULTS = 4, 3

YES_NO_NOT_ASKED = [("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")]


def words(label: str, *, rows: int = 4, required: bool = False, hint: str = "") -> forms.CharField:
    """Return a field for free text."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        strip=True,
    )


def line(label: str, *, longest: int, required: bool = False, hint: str = "", kind: str = "text") -> forms.CharField:
    """Return a field of one line."""
    widget = {"tel": forms.TextInput(attrs={"type": "tel"}), "email": forms.EmailInput()}.get(kind, forms.TextInput())
    made = forms.CharField(label=label, required=required, help_text=hint, max_length=longest, widget=widget, strip=True)
    if kind == "tel":
        made.widget.input_type = "tel"
    return made


def choice(label: str, choices: list[tuple[str, str]], *, required: bool = False, hint: str = "") -> forms.ChoiceField:
    """Return a question with few answers."""
    return forms.ChoiceField(label=label, choices=choices, required=required, help_text=hint, widget=forms.RadioSelect)


SENDER_FIELDS: dict[str, list[str]] = {
    "professional": [
        "name",
        "role",
        "organisation",
        "telephone",
        "email",
        "told_family",
        "told_family_reason",
    ],
    "relative": [
        "name",
        "role",
        "telephone",
        "email",
        "may_be_named",
        "safe_to_contact",
        "told_family",
        "told_family_reason",
    ],
    "public": ["name", "telephone", "email", "may_be_named", "safe_to_contact"],
    "self": ["name", "role", "telephone", "email", "safe_to_contact"],
    "child": ["name", "telephone", "email", "safe_to_contact", "may_be_named"],
    "anonymous": ["telephone"],
}

SENDER_TITLES = {"child": "You", "self": "You", "anonymous": "Your number, only if you want to give it"}


class RequestForm(Form):
    """Who asks, about whom, what worries them. ``kind`` decides which questions are asked."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    immediate_danger = choice(
        "Is somebody being hurt, or about to be hurt, now?",
        [("yes", "Yes"), ("no", "No"), ("not_sure", "I am not sure")],
        required=True,
        hint="If yes, ring 999 first. Then send this.",
    )

    reveals: ClassVar[dict[str, dict[str, list[str]]]] = {"told_family": {"no": ["told_family_reason"]}}

    def __init__(self, *args: Any, kind: str, channels: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        plan: list[tuple[str, list[str]]] = []
        if channels:
            self.fields["channel"] = forms.ChoiceField(label="How did it come in?", choices=channels)
            plan.append(("How it came in", ["channel"]))
        plan.append(("Danger now", ["immediate_danger"]))
        plan.append((SENDER_TITLES.get(kind, "Referrer"), self._ask(self._sender())))
        plan.append(("What worries you", self._ask(self._worries())))
        plan += self._people()
        plan.append(("What has been agreed", self._ask(self._agreed()))) if kind in (
            "professional",
            "self",
        ) else None
        if kind != "anonymous" and kind != "child":
            plan.append(("Keeping people safe", self._ask(self._safety())))
        self.sections = [(title, names) for title, names in plan if names]  # type: ignore[misc]
        self.reveals = {parent: answers for parent, answers in self.reveals.items() if parent in self.fields}  # type: ignore[misc]

    def _ask(self, fields: dict[str, forms.Field]) -> list[str]:
        self.fields.update(fields)
        return list(fields)

    def _sender(self) -> dict[str, forms.Field]:
        you = self.kind in ("child", "self")
        every: dict[str, forms.Field] = {
            "name": line("Your name", longest=160, required=self.kind == "professional"),
            "role": line(
                "Your job" if self.kind == "professional" else "Who are you to the child?",
                longest=160,
                hint="" if self.kind == "professional" else "For example mother, grandmother, neighbour",
            ),
            "organisation": line("Where you work", longest=200, required=self.kind == "professional"),
            "telephone": line("Telephone", longest=60, kind="tel"),
            "email": line("Email", longest=160, kind="email"),
            "may_be_named": choice(
                "May we tell anybody that it was you who told us?" if you else "May we tell the family that it was you?",
                YES_NO_NOT_ASKED[:2],
                required=True,
                hint="If you say no, we will not. If a court asks, we may have to; we would tell you first.",
            ),
            "safe_to_contact": line(
                "Is it safe to write to you or ring you? When and how?",
                longest=300,
                required=self.kind == "child",
                hint="Somebody else may see your telephone or read your messages. We only use what you say is safe.",
            ),
            "told_family": choice(
                "Have you told the parents that you are asking?",
                [("yes", "Yes"), ("no", "No")],
                required=self.kind == "professional",
            ),
            "told_family_reason": words("Why not?", rows=2),
        }
        return {name: every[name] for name in SENDER_FIELDS[self.kind]}

    def _worries(self) -> dict[str, forms.Field]:
        you = self.kind in ("child", "self")
        asked: dict[str, forms.Field] = {
            "worries": words(
                "What is happening? What are you worried about?",
                rows=8,
                required=True,
                hint="Write it as you would say it. What you saw or heard, and when.",
            ),
            "strengths": words("What is going well?", rows=3),
            "tried": words("What has been tried?", rows=3),
            "wanted": words("What would help?", rows=3),
        }
        if self.kind == "professional":
            asked["family_views"] = words("What do the parents say?", rows=3, hint="In their own words.")
        if not you:
            asked["child_views"] = words("What does the child say?", rows=3, hint="In the child's own words.")
        if self.kind in ("anonymous", "public", "child"):
            for name in ("strengths", "tried"):
                asked.pop(name)
        return asked

    def _people(self) -> list[tuple[str, list[str]]]:
        plan = [("About you" if self.kind == "child" else "The child", self._ask(self._child(1)))]
        if self.kind != "child":
            plan += [self._more("child", number, self._child(number)) for number in range(2, CHILDREN + 1)]
        if self.kind not in ("child", "anonymous"):
            plan.append(("A parent or carer", self._ask(self._adult(1))))
            plan += [self._more("adult", number, self._adult(number)) for number in range(2, ADULTS + 1)]
        return plan

    def _more(self, what: str, number: int, fields: dict[str, forms.Field]) -> tuple[str, list[str]]:
        """Ask whether there is one more; the questions about them stand under *yes*, and are all shown without JavaScript."""
        question = f"more_{what}{number}"
        whom = "child" if what == "child" else "adult we should know of"
        ordinal = {2: "another", 3: "a third", 4: "a fourth"}[number]
        self.fields[question] = choice(f"Is there {ordinal} {whom}?", YES_NO_NOT_ASKED[:2])
        self.reveals = {**self.reveals, question: {"yes": self._ask(fields)}}  # type: ignore[misc]
        return "", [question]

    def _child(self, number: int) -> dict[str, forms.Field]:
        unborn = [("child", "A child"), ("unborn", "A baby not yet born")]
        asked: dict[str, forms.Field] = {
            "role": choice("Is this a child or a baby not yet born?", unborn),
            "forename": line("First name", longest=100, hint="Leave empty what you do not know."),
            "surname": line("Last name", longest=100),
            "born": DateField(label="Date of birth, or the date the baby is expected", required=False),
            "age": forms.IntegerField(label="Age, if you do not know the date", required=False, min_value=0, max_value=17),
            "sex": forms.ChoiceField(label="Sex", choices=[("", "Not said"), *Sex.choices], required=False),
            "school": line("School or nursery", longest=160),
            "address": line("Address", longest=300),
            "postcode": line("Postcode", longest=10),
            "language": line("Language, if not English", longest=60),
            "nhs_number": line("NHS number", longest=40),
            "upn": line("Unique pupil number", longest=40),
            "disability": line("Disability or health need", longest=200),
        }
        keep = {
            "child": ["forename", "surname", "age", "school", "address"],
            "anonymous": ["forename", "surname", "age", "school", "address"],
            "public": ["forename", "surname", "age", "school", "address", "postcode"],
            "relative": [
                "role",
                "forename",
                "surname",
                "born",
                "age",
                "school",
                "address",
                "postcode",
                "disability",
            ],
            "self": [
                "role",
                "forename",
                "surname",
                "born",
                "sex",
                "school",
                "address",
                "postcode",
                "language",
                "disability",
            ],
        }.get(self.kind, list(asked))
        return {f"child{number}_{name}": asked[name] for name in keep}

    def _adult(self, number: int) -> dict[str, forms.Field]:
        return {
            f"adult{number}_role": forms.ChoiceField(
                label="Who is this?",
                required=False,
                choices=[
                    ("parent", "A parent"),
                    ("carer", "Somebody who cares for the child"),
                    ("relative", "A relative"),
                    ("adult", "Somebody else"),
                ],
            ),
            f"adult{number}_forename": line("First name", longest=100),
            f"adult{number}_surname": line("Last name", longest=100),
            f"adult{number}_kind": forms.ChoiceField(
                label="What are they to the children?",
                required=False,
                choices=[
                    ("", "Not said"),
                    *[each for each in RelationshipKind.choices if each[0] != "sibling"],
                ],
            ),
            f"adult{number}_responsibility": forms.ChoiceField(
                label="Do they have parental responsibility?",
                required=False,
                choices=[("", "Not known"), ("yes", "Yes"), ("no", "No")],
            ),
            f"adult{number}_telephone": line("Telephone", longest=60, kind="tel"),
            f"adult{number}_interpreter": line("Interpreter needed, and for which language", longest=120),
        }

    def _agreed(self) -> dict[str, forms.Field]:
        return {
            "agreement_service": choice(
                "Do the parents agree to have help?", YES_NO_NOT_ASKED, required=self.kind == "professional"
            ),
            "agreement_sharing": choice(
                "Do the parents agree that we share information?",
                YES_NO_NOT_ASKED,
                required=self.kind == "professional",
            ),
            "agreement_by": line("Who said so, and when?", longest=400),
            "agreement_reason": words("If you did not ask, why?", rows=2),
        }

    def _safety(self) -> dict[str, forms.Field]:
        return {
            "hazards": words("What must a worker know before visiting?", rows=2),
            "protect_what": line(
                "Is there an address, a school or a number that somebody must not learn?",
                longest=300,
                hint="Say what it is.",
            ),
            "protect_from": line("Who must not learn it?", longest=200),
        }

    def to_body(self, *, reference: str, now: datetime) -> RequestBody:
        """Return the body that the answers make. Raises ``BodyRefused`` as any other door does."""
        said = self.cleaned_data
        people = [each for number in range(1, CHILDREN + 1) if (each := self._child_said(number))]
        relationships: list[dict[str, Any]] = []
        for number in range(1, ADULTS + 1):
            adult, kind, responsibility = self._adult_said(number)
            if adult is None:
                continue
            people.append(adult)
            for child in [p for p in people if p["role"] in ("child", "unborn")] if kind else []:
                related: dict[str, Any] = {"from": adult["key"], "to": child["key"], "kind": kind}
                if responsibility:
                    related["parental_responsibility"] = responsibility == "yes"
                relationships.append(related)
        if not any(p["role"] in ("child", "unborn") for p in people):
            people.insert(0, {"key": "child1", "role": "child"})
        body: dict[str, Any] = {
            "reference": reference,
            "kind": self.kind,
            "sender": self._sender_said(),
            "people": people,
            "relationships": relationships,
            "agreement": _filled(
                service=said.get("agreement_service"),
                sharing=said.get("agreement_sharing"),
                by=said.get("agreement_by"),
                reason_if_not=said.get("agreement_reason"),
            ),
            "channel": said.get("channel", ""),
        }
        if danger := said.get("immediate_danger"):
            body["immediate_danger"] = danger if danger == "not_sure" else danger == "yes"
        for name in ("worries", "strengths", "tried", "wanted", "family_views", "child_views", "hazards"):
            if said.get(name):
                body[name] = said[name]
        if said.get("protect_what"):
            body["protect"] = [{"what": said["protect_what"], "from": said.get("protect_from") or "Not said: ask"}]
        return check_body(body, now=now)

    def _sender_said(self) -> dict[str, Any]:
        said = {name: self.cleaned_data.get(name) for name in SENDER_FIELDS[self.kind]}
        if self.kind == "child":
            said["role"] = "myself"
        return _filled(**said)

    def _child_said(self, number: int) -> dict[str, Any] | None:
        said = {
            name.split("_", 1)[1]: value
            for name, value in self.cleaned_data.items()
            if name.startswith(f"child{number}_") and value not in (None, "")
        }
        role, born = said.pop("role", "child"), said.pop("born", None)
        if not said and born is None and role != "unborn":
            return None
        if born is not None:
            said["expected_date" if role == "unborn" else "date_of_birth"] = born.isoformat()
        return {"key": f"child{number}", "role": role, **said}

    def _adult_said(self, number: int) -> tuple[dict[str, Any] | None, str, str]:
        said = {
            name.split("_", 1)[1]: value
            for name, value in self.cleaned_data.items()
            if name.startswith(f"adult{number}_") and value not in (None, "")
        }
        role, kind, responsibility = (
            said.pop("role", "parent"),
            said.pop("kind", ""),
            said.pop("responsibility", ""),
        )
        if not said and not kind:
            return None, "", ""
        return {"key": f"adult{number}", "role": role, **said}, kind, responsibility

    def show_problems(self, problems: list[FieldProblem]) -> None:
        """Put what the body refuses beside the field that can mend it."""
        for problem in problems:
            name = problem.field.rsplit(".", 1)[-1]
            self.add_error(name if name in self.fields else None, f"{problem.problem} {problem.fix}".strip())


def _filled(**given: Any) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value not in (None, "")}
