"""Who works in an area of the demonstration, and how each acts."""

from contextlib import AbstractContextManager
from datetime import date, datetime
from uuid import UUID

from kith.access.identity import Identity, acting_as, service
from kith.organisations.models import Area, Membership, Practitioner, Role


class Cast:
    """Who works in the area, and how each acts."""

    def __init__(self, area: Area, on: date) -> None:
        self.area = area
        self.roles: dict[UUID, set[str]] = {}
        self.by_role: dict[str, list[Practitioner]] = {}
        memberships = Membership.objects.filter(area=area, ends_on__isnull=True).select_related("practitioner__user")
        for membership in sorted(memberships, key=lambda m: (not _is_persona(m), m.practitioner.name)):
            self.roles.setdefault(membership.practitioner_id, set()).add(membership.role)
            self.by_role.setdefault(membership.role, []).append(membership.practitioner)

    def of(self, role: str) -> Practitioner:
        """Return the persona of a role."""
        return self.by_role[role][0]

    def acting(self, who: Practitioner, moment: datetime) -> AbstractContextManager[Identity]:
        """Act as a practitioner at a moment."""
        identity = Identity(
            kind="practitioner",
            name=who.name,
            area_id=self.area.id,
            purpose="direct_work",
            why="demonstration",
            practitioner_id=who.id,
            agency_id=who.agency_id,
            roles=frozenset(self.roles[who.id]),
        )
        return acting_as(identity, now=moment)

    def serving(self, name: str, moment: datetime) -> AbstractContextManager[Identity]:
        """Act as a named service at a moment."""
        return acting_as(service(name, area_id=self.area.id, purpose=name, why="demonstration"), now=moment)

    def leads(self, number: int, *, nurse: bool) -> list[Practitioner]:
        """Return whom to ask to lead, the first choice first: families are spread over everybody who leads."""
        council, partners = self.by_role[Role.LEAD_PRACTITIONER], self.by_role[Role.PARTNER_LEAD]
        everyone = [*council, *partners]
        first = partners[0] if nurse else council[0] if number % 3 == 0 else everyone[number % len(everyone)]
        turn = number % len(council)
        return [first, *(each for each in [*council[turn:], *council[:turn]] if each is not first)]


def _is_persona(membership: Membership) -> bool:
    user = membership.practitioner.user
    return user is not None and user.email.startswith(membership.role.replace("_", "-") + ".")
