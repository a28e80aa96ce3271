"""What an administrator's pages ask."""

from typing import Any

from django import forms

from kith.administration.rows import AGENCY_KINDS, PROFESSIONS, ROLES, TEAM_KINDS, agencies, practitioner, teams, workers
from kith.design.forms import DateField, DateTimeField, Form
from kith.front_door.hub_bodies import Body
from kith.kernel.time import london_date
from kith.organisations.services import CapabilityKind

Choices = list[tuple[str, str]]


def line(label: str, *, longest: int = 160, required: bool = True, hint: str = "") -> forms.CharField:
    """Return a field of one line."""
    return forms.CharField(label=label, max_length=longest, required=required, help_text=hint)


def select(label: str, choices: Choices, *, required: bool = True, hint: str = "") -> forms.ChoiceField:
    """Return a list to choose from."""
    first = [("", "Choose")] if required else [("", "None")]
    return forms.ChoiceField(label=label, choices=[*first, *choices], required=required, help_text=hint)


class Chosen(Form):
    """A form whose lists are the area's own agencies and teams. Gives them as rows."""

    def __init__(self, *args: Any, area: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area = area
        for name, choices in (("agency", agencies(area)), ("team", teams(area))):
            if name in self.fields:
                listed = self.fields[name]
                listed.choices = [listed.choices[0], *choices]  # type: ignore[attr-defined]

    def chosen_agency(self) -> Any:
        """Return the agency that was chosen."""
        chosen = self.cleaned_data.get("agency")
        return self.area.agencies.filter(pk=chosen).first() if chosen else None

    def chosen_team(self) -> Any:
        """Return the team that was chosen."""
        chosen = self.cleaned_data.get("team")
        return self.area.teams.filter(pk=chosen).first() if chosen else None


class AgencyForm(Form):
    """An agency."""

    name = line("Name")
    kind = select("Kind of agency", list(AGENCY_KINDS))


class JoinForm(Form):
    """An agency that works in another area already."""

    slug = line("Short name of the agency", longest=50, hint="Its own area’s administrator can see it, such as north-police")


class TeamForm(Form):
    """A team or hub."""

    name = line("Name")
    kind = select("Kind of team", list(TEAM_KINDS))
    locality = line("Area it covers", longest=120, required=False, hint="Leave empty for the whole area")
    telephone = line("Telephone number", longest=40, required=False)
    disciplines = forms.MultipleChoiceField(
        label="Disciplines it should have",
        choices=PROFESSIONS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class LastDayForm(Form):
    """The last day of something."""

    last_day = DateField(label="Last day")


class EndPlaceForm(Form):
    """When a place ends."""

    when = forms.ChoiceField(
        label="When does it end?",
        choices=[("now", "At once"), ("day", "After a last day")],
        widget=forms.RadioSelect,
    )
    last_day = DateField(label="Last day")
    reveals = {"when": {"day": ["last_day"]}}


class ConfirmForm(Form):
    """Nothing but the button."""


class ReasonForm(Form):
    """Why something is done."""

    reason = forms.CharField(
        label="Reason", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, help_text="It is kept in the history"
    )


class PlaceForm(Chosen):
    """Another place for someone known."""

    role = select("Role", list(ROLES))
    team = select("Team", [], required=False)
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day", required=False)


class NewPersonForm(Chosen):
    """Someone new, with their first place; or a place here for someone who already signs in."""

    email = forms.EmailField(label="Work email address", help_text="If they already use Kith, they get a place here too")
    name = line("Name", required=False, hint="Not needed for someone who already uses Kith")
    agency = select("Agency", [], required=False, hint="Without one: the council’s children’s services")
    profession = select("Profession", list(PROFESSIONS))
    registration = line("Registration number", longest=40, required=False, hint="For a social worker: Social Work England")
    telephone = line("Telephone number", longest=40, required=False)
    role = select("Role", list(ROLES))
    team = select("Team", [], required=False)
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day", required=False)


class DetailsForm(Chosen):
    """What colleagues know somebody by."""

    name = line("Name")
    agency = select("Agency", [])
    profession = select("Profession", list(PROFESSIONS))
    registration = line("Registration number", longest=40, required=False)
    telephone = line("Telephone number", longest=40, required=False)


class TeamOfPlaceForm(Chosen):
    """In which team somebody does what they do."""

    team = select("Team", [], required=False)


class CapabilityForm(Form):
    """A capability with its evidence."""

    kind = select("Capability", list(CapabilityKind.choices))
    evidence = forms.CharField(
        label="Evidence", widget=forms.Textarea(attrs={"rows": 4}), help_text="Who saw what, and when", max_length=4000
    )
    starts_on = DateField(label="From")
    ends_on = DateField(label="Last day", required=False)


class DutyForm(Chosen):
    """A turn on the rota, once or repeated."""

    team = select("Team", [])
    practitioner = select("Who is on duty", [])
    starts_at = DateTimeField(label="Starts")
    ends_at = DateTimeField(label="Ends")
    every = forms.ChoiceField(
        label="Repeat",
        choices=[("", "Once"), ("day", "Every day"), ("weekday", "Monday to Friday"), ("week", "Every week")],
        required=False,
    )
    until = DateField(label="Repeat until", required=False, help_text="The day of the last repeated turn")

    def __init__(self, *args: Any, area: Any, now: Any, **kwargs: Any) -> None:
        super().__init__(*args, area=area, **kwargs)
        listed = self.fields["practitioner"]
        listed.choices = [("", "Choose"), *workers(area, london_date(now))]  # type: ignore[attr-defined]

    def chosen_person(self) -> Any:
        """Return who was chosen."""
        return practitioner(self.cleaned_data["practitioner"])


class HubBodyForm(Chosen):
    """A body of the hub, and who answers for it."""

    key = line("Short name", longest=60, hint="Small letters and figures, such as police")
    name = line("Name")
    group = line("Group it is counted in", required=False, hint="Leave empty if it stands alone")
    agency = select("Agency that answers", [])
    team = select("Only people of this team answer", [], required=False)
    starts_on = DateField(label="From")

    def clean_key(self) -> str:
        """Refuse a short name that is none."""
        key = str(self.cleaned_data["key"]).strip().lower()
        if not key.replace("_", "").replace("-", "").isalnum() or not key.isascii():
            raise forms.ValidationError(
                "Short name must have small letters, figures, hyphens and underscores only, such as police"
            )
        return key


class ListedBodyForm(HubBodyForm):
    """A body that the area's model lists and no one answers for yet: only who answers is asked."""

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("key", "name", "group"):
            del self.fields[name]
        self.body = body


class ChangeBodyForm(HubBodyForm):
    """A change of who answers."""

    def __init__(self, *args: Any, body: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("key", "starts_on"):
            del self.fields[name]


class BringInForm(Form):
    """A file to bring in."""

    file = forms.FileField(label="CSV file")
    how = forms.ChoiceField(
        label="What to do with it",
        choices=[("check", "Check it only"), ("bring", "Check it and bring it in")],
        initial="check",
        widget=forms.RadioSelect,
    )


class SearchStaffForm(Form):
    """Who to look for among the staff."""

    name = line("Part of a name", longest=100, required=False)
    role = forms.ChoiceField(label="Role", choices=[("", "Any role"), *ROLES], required=False)
    who = forms.ChoiceField(
        label="Who", choices=[("", "People here now or to come"), ("all", "Everyone, with those who have left")], required=False
    )
