"""Taking an area live: a dated act of its administrator."""

from datetime import datetime

from kith.administration.queries import lacking
from kith.administration.rules import Missing
from kith.kernel.refusals import NotPermitted, Refusal
from kith.kernel.time import london_date
from kith.organisations import services
from kith.organisations.models import Area, Practitioner, Role
from kith.organisations.queries import memberships_on


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
    roles = {each.role for each in memberships_on(by.pk, london_date(now)) if each.area_id == area.pk}
    if Role.ADMINISTRATOR not in roles:
        raise NotPermitted(f"{by.name} is not an administrator of {area.name} today. An administrator takes it live.", field="by")
    if not area.is_live:
        found = lacking(area, now=now)
        if found:
            raise NotReady(area, found)
    return services.take_live(area=area, by=by.name, now=now)
