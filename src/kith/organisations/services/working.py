"""Who works here: found by their address, working or gone, and the end of a place."""

from datetime import date, timedelta

from kith.kernel.refusals import Refusal
from kith.organisations.models import (
    Membership,
    Practitioner,
    User,
)


class NoSuchUser(Refusal):
    code = "no_such_user"
    source = "design 8 (bad input)"
    field = "email"


class HasLeft(Refusal):
    """The person has left: whatever is asked begins with inviting them."""

    code = "has_left"
    source = "practice P-18"
    field = "email"


class RoleHeld(Refusal):
    code = "role_held"
    source = "practice P-18"
    field = "role"


class EndedBefore(Refusal):
    """What gave sight until today is not made to look as if it had not."""

    code = "ended_before"
    source = "design 9 (history)"
    field = "last_day"


def not_before(last_day: date | None, today: date) -> None:
    """Refuse a last day before yesterday for something that holds today. The database refuses it too (``places.sql``)."""
    if last_day is not None and last_day < today - timedelta(days=1):
        raise EndedBefore("It held until today, so it cannot end earlier. End it at once.")


def working(practitioner: Practitioner) -> User:
    """Return the user of a practitioner who may sign in. Raises :class:`HasLeft`."""
    user = practitioner.user
    if user is None or not user.is_active:
        raise HasLeft(
            f"{practitioner.name} has left or has never signed in. Invite them first: kith user invite EMAIL --area … --role …"
        )
    return user


def end_membership(membership: Membership, last_day: date) -> None:
    """End a membership after its last day; one that would begin later never was."""
    if membership.starts_on > last_day:
        membership.delete()
        return
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])


def practitioner_called(email: str) -> Practitioner:
    """Return the practitioner who signs in with an address. Raises :class:`NoSuchUser`."""
    found = Practitioner.objects.select_related("user", "agency").filter(user__email__iexact=email.strip()).first()
    if found is None:
        raise NoSuchUser(f"Nobody signs in with {email}. kith user list shows who does.")
    return found
