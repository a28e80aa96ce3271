"""What an administrator does on a page that is more than one change of who works here: areas live or not,
links to choose a password."""

from datetime import datetime

from django.conf import settings

from kith.administration.queries import lacking
from kith.administration.rules import Missing
from kith.kernel.refusals import NotPermitted, Refusal
from kith.kernel.time import london_date
from kith.organisations import one_time, services
from kith.organisations.models import Area, Practitioner, Role
from kith.organisations.one_time import Letter
from kith.organisations.queries import memberships_on
from kith.organisations.services.asked import holding_on
from kith.organisations.tasks import defer_letter


class NotReady(Refusal):
    """Something is missing without which the area cannot take requests safely. ``missing`` lists it."""

    code = "not_ready"

    def __init__(self, area: Area, missing: list[Missing]) -> None:
        super().__init__(f"{area.name} cannot be taken live yet. " + " ".join(f"{each.what} {each.fix}" for each in missing))
        self.missing = missing


def take_area_live(*, area: Area, by: Practitioner, now: datetime) -> Area:
    """Have an area take requests from outside from now on. ``by`` is one of its administrators.

    Raises ``NotPermitted``, :class:`NotReady` with all that is missing, ``AlreadyLive``.
    """
    _administers(area, by, now)
    if not area.is_live:
        found = lacking(area, now=now)
        if found:
            raise NotReady(area, found)
    return services.take_live(area=area, by=by.name, now=now)


def take_area_back(*, area: Area, by: Practitioner, reason: str, now: datetime) -> Area:
    """Have an area take no more requests from outside: public form and API answer 503 and say where to turn.

    Never refused for what still waits: staff work on with it. Raises ``NotPermitted``, ``NotLive``.
    """
    _administers(area, by, now)
    return services.take_back(area=area, reason=reason, now=now)


def _administers(area: Area, by: Practitioner, now: datetime) -> None:
    roles = {each.role for each in memberships_on(by.pk, london_date(now)) if each.area_id == area.pk}
    if Role.ADMINISTRATOR not in roles:
        raise NotPermitted(
            f"{by.name} is not an administrator of {area.name} today. An administrator takes it live, or back.", field="by"
        )


class WorksElsewhere(Refusal):
    """A link shown to an administrator lets in who has it: it is never one to another area's families."""

    code = "works_elsewhere"


def invite_again(*, area: Area, practitioner: Practitioner, now: datetime) -> str:
    """Give somebody who works in ``area`` a new link to choose a password; every older one dies.

    With a mail server it is sent to them, and nothing is returned. Without one the path of the link is returned, to be shown
    once. Raises ``HasLeft``, ``NotPermitted`` for somebody without a place here now or to come, and :class:`WorksElsewhere`.
    """
    places = practitioner.memberships.filter(holding_on(london_date(now)))
    if not places.filter(area=area).exists():
        raise NotPermitted(f"{practitioner.name} has no place in {area.name}. Give them one first.")
    elsewhere = ", ".join(places.exclude(area=area).order_by("area__name").values_list("area__name", flat=True).distinct())
    if elsewhere and not settings.MAIL_IS_SENT:
        raise WorksElsewhere(
            f"{practitioner.name} also works in {elsewhere}. No email is sent here, so whoever runs Kith gives them their link:"
            " kith user invite-again."
        )
    user = services.invite_again(practitioner=practitioner, now=now)
    if settings.MAIL_IS_SENT:
        defer_letter(user, Letter.INVITATION)
        return ""
    return one_time.path(user)
