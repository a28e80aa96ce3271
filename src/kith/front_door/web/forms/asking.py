"""The form of a request for support, for each kind of person who asks, and the body it makes.

The same fields serve the public site and staff who write down a call. Nothing here needs JavaScript.
"""

import re
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator

from kith.design.forms import DateField, Form
from kith.front_door.body import FieldProblem, RequestBody, check_body, label_of, plain_fix
from kith.front_door.web.forms.answers import can_be_seen, filled, make_fit, other_children
from kith.front_door.web.forms.questions import called, choice, line, words
from kith.front_door.words import Kind
from kith.people.record.offered import ANSWERS, RELATIONSHIPS, SEXES

CHILDREN, ADULTS = 4, 3
ORDINALS = {1: "first ", 2: "second ", 3: "third ", 4: "fourth "}

KEPT = ("address", "school", "telephone")
"""What the form asks whether it must be kept from anyone, one question each."""

YES_NO_NOT_ASKED = ANSWERS


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
    "child": ["safe_to_contact", "telephone", "email", "may_be_named"],
    "anonymous": ["telephone"],
}

SENDER_TITLES = {
    "child": "How we can reach you",
    "self": "You",
    "anonymous": "Your number, only if you want to give it",
}
CHILD_FIRST = ("What is happening", "Danger now")
"""What a child is asked above the button. Everything else may be left closed."""

TEXTS = ("worries", "strengths", "tried", "wanted", "family_views", "child_views", "hazards")
"""Answers that the body holds as they were typed, under the same name."""

NO_WORDS = "Nothing was written here."
"""What stands for a child's words when they sent something else and none."""


class RequestForm(Form):
    """Who asks, about whom, what worries them. ``kind`` decides which questions are asked.

    A child may send with whatever is there: one box is enough, and nothing they type is refused. What does not fit its box is
    kept whole with the person's notes (practice P-3).
    """

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    immediate_danger = choice(
        "Is somebody being hurt, or about to be hurt, now?",
        [("yes", "Yes"), ("no", "No"), ("not_sure", "I am not sure")],
        needed="Select yes if a child is being hurt now. Select “I am not sure” if you do not know",
        hint="If yes, ring 999 first. Then send this.",
    )

    reveals: ClassVar[dict[str, dict[str, list[str]]]] = {"told_family": {"no": ["told_family_reason"]}}

    def __init__(self, *args: Any, kind: str, today: date, channels: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, today
        self.is_childs = kind == Kind.CHILD
        self._keys: list[str] = []
        self._kept: list[str] = []
        plan: list[tuple[str, list[str]]] = []
        if channels:
            self.fields["channel"] = forms.ChoiceField(label="How did it come in?", choices=channels)
            plan.append(("How it came in", ["channel"]))
        plan.append(("Danger now", ["immediate_danger"]))
        plan.append((SENDER_TITLES.get(kind, "Referrer"), self._ask(self._sender())))
        plan.append(("What is happening" if self.is_childs else "What worries you", self._ask(self._worries())))
        plan += self._people()
        plan.append(("What has been agreed", self._ask(self._agreed()))) if kind in (
            "professional",
            "self",
        ) else None
        if kind != "anonymous" and kind != "child":
            plan.append(("Keeping people safe", self._ask(self._safety())))
        if self.is_childs:
            plan = self._for_a_child(plan)
        self.sections = [(title, names) for title, names in plan if names]  # type: ignore[misc]
        self.reveals = {parent: answers for parent, answers in self.reveals.items() if parent in self.fields}  # type: ignore[misc]

    def _for_a_child(self, plan: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
        """Ask a child for words first, ask nothing that must be answered, and set no length."""
        held = dict(plan)
        held["What would help"] = [name for name in ("wanted",) if name in held[CHILD_FIRST[0]]]
        held[CHILD_FIRST[0]] = ["worries"]
        self.folded = frozenset(held) - {*CHILD_FIRST, "How it came in"}  # type: ignore[misc]
        danger = self.fields["immediate_danger"]
        danger.label = "Is someone hurting you, or about to hurt you, now?"
        danger.help_text = "If yes, call 999 first if you can. Then send this."
        for field in self.fields.values():
            field.required = False
            if isinstance(field, forms.CharField):
                field.validators = [each for each in field.validators if not isinstance(each, MaxLengthValidator)]
        first = [title for title in ("How it came in", *CHILD_FIRST) if title in held]
        rest = [title for title in held if title not in first]
        # The two questions above the button are their own headings.
        return [("", held[title]) for title in first] + [(title, held[title]) for title in rest]

    def _ask(self, fields: dict[str, forms.Field]) -> list[str]:
        self.fields.update(fields)
        return list(fields)

    def _sender(self) -> dict[str, forms.Field]:
        you = self.kind in ("child", "self")
        every: dict[str, forms.Field] = {
            "name": line("Your name", longest=160, needed="Enter your name" if self.kind == "professional" else ""),
            "role": line(
                "Your job" if self.kind == "professional" else "Who are you to the child?",
                longest=160,
                hint="" if self.kind == "professional" else "For example mother, grandmother, neighbour",
            ),
            "organisation": line("Where you work", longest=200, needed="Enter where you work, like Elm School"),
            "telephone": line("Telephone", longest=60, kind="tel"),
            "email": line("Email", longest=160, kind="email"),
            "may_be_named": choice(
                "May we tell anybody that it was you who told us?" if you else "May we tell the family that it was you?",
                YES_NO_NOT_ASKED[:2],
                needed="Select yes if we may say that it was you who told us. Select no if we must not",
                hint="If you say no, we will not. If a court asks, we may have to; we would tell you first.",
            ),
            "safe_to_contact": line(
                "Is it safe to write to you or ring you? When and how?",
                longest=300,
                hint="Someone else may see your telephone or read your messages. We only use what you say is safe.",
            ),
            "told_family": choice(
                "Have you told the parents that you are asking?",
                [("yes", "Yes"), ("no", "No")],
                needed="Select yes if you have told the parents that you are asking" if self.kind == "professional" else "",
            ),
            "told_family_reason": words("Why not?", rows=2),
        }
        return {name: every[name] for name in SENDER_FIELDS[self.kind]}

    def _worries(self) -> dict[str, forms.Field]:
        you = self.kind in ("child", "self")
        asked: dict[str, forms.Field] = {
            "worries": words(
                "What is happening?" if self.is_childs else "What is happening? What are you worried about?",
                rows=8,
                needed="Enter what is happening or what worries you, in a few words if you like",
                hint="Write it as you would say it. One word is enough."
                if self.is_childs
                else "Write it as you would say it. What you saw or heard, and when.",
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
        plan = [("About you" if self.is_childs else "The child", self._ask(self._child(1)))]
        if not self.is_childs:
            plan += [self._more("child", number, self._child(number)) for number in range(2, CHILDREN + 1)]
            self.fields["other_children"] = words(
                "More children than these?",
                rows=3,
                hint="One child on each line: name, then date of birth or age. For example: Ada Hart, 4 5 2016",
            )
            plan.append(("", ["other_children"]))
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
            "age": line("How old are you?", longest=40)
            if self.is_childs
            else forms.IntegerField(label="Age, if you do not know the date", required=False, min_value=0, max_value=17),
            "sex": forms.ChoiceField(label="Sex", choices=[("", "Not said"), *SEXES], required=False),
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
        ordinal = ORDINALS[number] if number > 1 else ""
        return called({f"child{number}_{name}": asked[name] for name in keep}, f"the {ordinal}child’s")

    def _adult(self, number: int) -> dict[str, forms.Field]:
        asked: dict[str, forms.Field] = {
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
            **{
                name: field
                for child in range(1, CHILDREN + 1)
                for name, field in self._relation(f"adult{number}_child{child}", ORDINALS[child]).items()
            },
            f"adult{number}_telephone": line("Telephone", longest=60, kind="tel"),
            f"adult{number}_interpreter": line("Interpreter needed, and for which language", longest=120),
        }
        return called(asked, f"the {('first', 'second', 'third')[number - 1]} adult’s")

    def _relation(self, pair: str, ordinal: str) -> dict[str, forms.Field]:
        """Ask what one adult is to one child, and of parental responsibility for this child (practice P-24)."""
        return {
            f"{pair}_kind": forms.ChoiceField(
                label=f"What are they to the {ordinal}child?",
                required=False,
                choices=[("", "Not said"), *RELATIONSHIPS],
            ),
            f"{pair}_responsibility": forms.ChoiceField(
                label=f"Do they have parental responsibility for the {ordinal}child?",
                required=False,
                choices=[("", "Not known"), ("yes", "Yes"), ("no", "No")],
            ),
        }

    def _agreed(self) -> dict[str, forms.Field]:
        return {
            "agreement_service": choice(
                "Do the parents agree to have help?",
                YES_NO_NOT_ASKED,
                needed="Select whether the parents agree to have help, or “Not asked”" if self.kind == "professional" else "",
            ),
            "agreement_sharing": choice(
                "Do the parents agree that we share information?",
                YES_NO_NOT_ASKED,
                needed="Select whether the parents agree that we share information, or “Not asked”"
                if self.kind == "professional"
                else "",
            ),
            "agreement_by": line("Who said so, and when?", longest=400),
            "agreement_reason": words("If you did not ask, why?", rows=2),
        }

    def _safety(self) -> dict[str, forms.Field]:
        return {
            "hazards": words("What must a worker know before visiting?", rows=2),
            "protect_address": line("An address we must keep from anyone?", longest=300, hint="The address, or where it is."),
            "protect_school": line("A school or nursery we must keep from anyone?", longest=300),
            "protect_telephone": line("A telephone number we must keep from anyone?", longest=60, kind="tel"),
            "protect_from": line("Who must we keep it from?", longest=200),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a birth that is still to come, and from a child only what is wholly empty."""
        said = super().clean() or self.cleaned_data
        for number in range(1, CHILDREN + 1):
            born, role = said.get(f"child{number}_born"), said.get(f"child{number}_role")
            if born and role != "unborn" and born > self.today:
                what = self.fields[f"child{number}_born"].what  # type: ignore[attr-defined]
                self.add_error(
                    f"child{number}_born",
                    f"{what} must be today or earlier. For a baby not yet born, choose “A baby not yet born”",
                )
        self._check_who(said)
        asked = [name for name in self.fields if name not in ("token", "channel")]
        if self.is_childs and not any(can_be_seen(said.get(name)) for name in asked):
            self.add_error("worries", "You have not written anything yet. One word is enough, like “help”")
        return said

    def _check_who(self, said: dict[str, Any]) -> None:
        """Refuse what was said of a child who is not named, and a request about adults alone: no child is made up for it.

        Where someone may be being hurt now nothing is asked first (practice P-3).
        """
        named = {number for number in range(1, CHILDREN + 1) if self._child_said(number)}
        more = bool(said.get("other_children"))
        in_danger = said.get("immediate_danger") == "yes"
        for name in [each for each in said if said[each] and not in_danger and re.match(r"adult\d+_child\d", each)]:
            number = int(name.split("_child")[1].split("_")[0])
            if number not in named and (named or more or number > 1):
                self.add_error(name, f"Enter the {ORDINALS[number]}child, or leave this answer out")
        adult = any(self._adult_said(number)[0] for number in range(1, ADULTS + 1))
        if adult and not named and not more and not in_danger and "child1_forename" in self.fields:
            self.add_error(
                "child1_forename",
                "Enter what you know of the child: a first name, an age or a school is enough. For a baby not yet born, choose"
                " “A baby not yet born” where it is asked",
            )

    def to_body(self, *, reference: str, now: datetime) -> RequestBody:
        """Return the body that the answers make. Raises ``BodyRefused`` as any other door does."""
        said, sender = self.cleaned_data, self._sender_said()
        people, relationships = self._people_said()
        if self.is_childs:
            make_fit(people[0], sender, self.fields)
        self._keys = [each["key"] for each in people]
        body: dict[str, Any] = {
            "reference": reference,
            "kind": self.kind,
            "sender": sender,
            "people": people,
            "relationships": relationships,
            "agreement": filled(
                service=said.get("agreement_service"),
                sharing=said.get("agreement_sharing"),
                by=said.get("agreement_by"),
                reason_if_not=said.get("agreement_reason"),
            ),
            "channel": said.get("channel", ""),
            **{name: said[name] for name in TEXTS if said.get(name)},
        }
        if danger := said.get("immediate_danger"):
            body["immediate_danger"] = danger if danger == "not_sure" else danger == "yes"
        if self.is_childs and not can_be_seen(said.get("worries")):
            body["worries"] = NO_WORDS
        self._kept = [kind for kind in KEPT if said.get(f"protect_{kind}")]
        keep_from = said.get("protect_from") or "Not said: ask"
        body["protect"] = [{"kind": kind, "what": said[f"protect_{kind}"], "from": keep_from} for kind in self._kept]
        return check_body(body, now=now)

    def _people_said(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return the people, and how each adult is related to each child of whom it was said. Nothing said of one child is taken
        for another (practice P-24)."""
        children = [each for number in range(1, CHILDREN + 1) if (each := self._child_said(number))]
        adults: list[dict[str, Any]] = []
        relationships: list[dict[str, Any]] = []
        for number in range(1, ADULTS + 1):
            adult, related = self._adult_said(number)
            if adult is None:
                continue
            adults.append(adult)
            for child in children:
                kind, responsibility = related.get(f"{child['key']}_kind"), related.get(f"{child['key']}_responsibility")
                if kind or responsibility:
                    has = {"parental_responsibility": responsibility == "yes"} if responsibility else {}
                    relationships.append({"from": adult["key"], "to": child["key"], "kind": kind or "other", **has})
        children += other_children(self.cleaned_data.get("other_children") or "", CHILDREN + 1, self.today)
        return [*(children or [{"key": "child1", "role": "child"}]), *adults], relationships

    def _sender_said(self) -> dict[str, Any]:
        said = {name: self.cleaned_data.get(name) for name in SENDER_FIELDS[self.kind]}
        if self.is_childs:
            said["role"] = "myself"
            said["name"] = " ".join(name for part in ("forename", "surname") if (name := self.cleaned_data.get(f"child1_{part}")))
        return filled(**said)

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

    def _adult_said(self, number: int) -> tuple[dict[str, Any] | None, dict[str, str]]:
        """Return an adult, or ``None`` where nothing was said of one, and what was said of them and each child."""
        said = {
            name.split("_", 1)[1]: value
            for name, value in self.cleaned_data.items()
            if name.startswith(f"adult{number}_") and value not in (None, "")
        }
        role = said.pop("role", "parent")
        related = {name: said.pop(name) for name in list(said) if name.startswith("child")}
        if not said and not related:
            return None, {}
        return {"key": f"adult{number}", "role": role, **said}, related

    def show_problems(self, problems: list[FieldProblem]) -> None:
        """Put what the body refuses beside the field that can mend it, and name the field."""
        for problem in problems:
            name = self._field_of(problem.field)
            words = f"{problem.problem} {plain_fix(problem.fix)}".strip()
            field = self.fields.get(name)
            label = f"“{field.label}”" if field else label_of(problem.field)
            self.add_error(name if field else None, f"{label}: {words}" if label else words)

    def _field_of(self, path: str) -> str:
        """Return the name of the field behind a path in the body: ``people[1].school`` is ``child2_school``."""
        found = re.fullmatch(r"people\[(\d+)\]\.(\w+)", path)
        if found and int(found[1]) < len(self._keys):
            part = {"date_of_birth": "born", "expected_date": "born"}.get(found[2], found[2])
            return f"{self._keys[int(found[1])]}_{part}"
        if found := re.fullmatch(r"protect\[(\d+)\]\.(what|from)", path):
            return f"protect_{self._kept[int(found[1])]}" if found[2] == "what" else "protect_from"
        if found := re.fullmatch(r"agreement\.(\w+)", path):
            return "agreement_reason" if found[1] == "reason_if_not" else f"agreement_{found[1]}"
        return path.rsplit(".", 1)[-1]
