"""``kith user``: who signs in, from invitation to leaving. Each verb takes effect at once and is kept in the person's history.

Places in an area are given and ended by ``kith staff``.
"""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from kith.administration.changes import changes_of
from kith.administration.commanding import AdministrationCommand, Verbs
from kith.design.words import the_datetime
from kith.kernel.paging import Place
from kith.kernel.time import london_date
from kith.organisations import one_time, queries, services
from kith.organisations.models import Area, Practitioner, Profession, Role, User

EVERYWHERE = {"list", "show", "telephone", "email", "new-codes", "leave", "invite-again"}
"""Verbs that are about a person wherever they work, and so are given without an area."""


class Command(AdministrationCommand):
    help = "Users: list, show, invite, telephone, address, new codes, leave. Their places: kith staff."
    noun = "user"

    def add_verbs(self, verbs: Verbs) -> None:
        listing = verbs.add_parser("list", help="list who signs in")
        listing.add_argument("--area", default="", help="short name of the area (default: every area)")
        listing.add_argument("--left", action="store_true", help="those who have left, too")
        invite = self._about(verbs, "invite", "invite someone, or someone back who has left")
        invite.add_argument("--area", required=True, help="short name of the area")
        invite.add_argument("--role", default=Role.ADMINISTRATOR, help=f"one of {', '.join(Role.values)}")
        invite.add_argument("--name", default="", help="how colleagues know them")
        invite.add_argument("--profession", default=Profession.OTHER, choices=Profession.values)
        invite.add_argument("--registration", default="", help="registration number of a social worker")
        invite.add_argument("--agency", default="", help="short name of the agency (default: children's services)")
        again = self._about(verbs, "invite-again", "make a new link to choose a password; older ones die")
        for each in (invite, again):
            each.add_argument("--address", default=settings.ADDRESS, help="where Kith is reached, for the link")
            each.add_argument("--mail", action="store_true", help="send the link by email instead of printing it")
        self._about(verbs, "show", "show a user: roles, sign-in, history")
        self._about(verbs, "telephone", "change the telephone number").add_argument("number")
        self._about(verbs, "email", "change the address they sign in with").add_argument("new")
        self._about(verbs, "new-codes", "forget the codes of a lost phone; they set up new ones when they next sign in")
        self._about(verbs, "leave", "sign them out everywhere and let them in no more")
        for name in EVERYWHERE - {"list"}:
            verbs.choices[name].set_defaults(area="")

    def _about(self, verbs: Any, name: str, words: str) -> ArgumentParser:
        verb: ArgumentParser = verbs.add_parser(name, help=words)
        verb.add_argument("email", help="the address they sign in with")
        return verb

    def area_of(self, verb: str, options: dict[str, Any]) -> Area | None:
        """Return the area of a verb; for one about a person wherever they work, an area in which they do."""
        if verb == "list" or verb not in EVERYWHERE:
            return super().area_of(verb, options)
        return queries.area_about(services.practitioner_called(options["email"]))

    def _list(self, area: Area | None, options: dict[str, Any], at: datetime) -> None:
        slug = area.slug if area else ""
        for user in queries.users(area=slug, today=london_date(at), left=options["left"]):
            self.stdout.write("\t".join([user.email, user.name, user.agency, ", ".join(user.roles) or user.state]))

    def _show(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        practitioner = _who(options)
        user = queries.user_page(practitioner, london_date(at))
        for label, value in (
            ("Name", user.name),
            ("Agency", user.agency),
            ("Telephone", user.telephone or "none"),
            ("Sign-in", user.state),
            ("Roles", ", ".join(user.roles) or "none"),
        ):
            self.stdout.write(f"{label + ':':<11}{value}")
        self.stdout.write("History, newest first:")
        place: Place | None = Place()
        while place is not None:
            changes = changes_of(practitioner, area_id=None, place=place)
            for each in changes:
                self.stdout.write(f"  {the_datetime(each.at)}  {each.what}  ({each.who})")
                for value in each.values:
                    self.stdout.write(f"    {value}")
            place = Place.read(changes.next) if changes.next else None

    def _invite(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        wanted = {k: options[k] for k in ("email", "area", "role", "name", "profession", "registration", "agency")}
        self._give_link(services.invite_user(**wanted, now=at), options)

    def _invite_again(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        self._give_link(services.invite_again(practitioner=_who(options), now=at), options)

    def _give_link(self, user: User, options: dict[str, Any]) -> None:
        if not options["mail"]:
            self.stdout.write(f"{user.email} is invited. To choose a password, once:")
            self.stdout.write(options["address"].rstrip("/") + one_time.path(user))
            return
        # The invitation stands even when its letter cannot be sent: what is said then is how to give the link otherwise.
        self.said_after = lambda: self._send(user, options["address"])

    def _send(self, user: User, address: str) -> None:
        instead = f"Print the link: kith user invite-again {user.email}"
        if not settings.MAIL_IS_SENT:
            raise CommandError(f"{user.email} is invited, but EMAIL_URL is not set: no e-mail is sent. {instead}")
        try:
            one_time.send(user, one_time.Letter.INVITATION, address=address)
        except one_time.NotTaken as refusal:
            raise CommandError(f"{user.email} is invited. {refusal.message} {instead}") from None
        self.stdout.write(f"{user.email} is invited. The link to choose a password was sent to them.")

    def _telephone(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        practitioner = _who(options)
        services.change_telephone(practitioner=practitioner, telephone=options["number"])
        self.stdout.write(f"{practitioner.name} is called on {practitioner.telephone}.")

    def _email(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        practitioner = _who(options)
        user = services.change_email(practitioner=practitioner, email=options["new"])
        self.stdout.write(f"{practitioner.name} signs in with {user.email} and the password they have.")

    def _new_codes(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        practitioner = _who(options)
        services.reset_codes(practitioner=practitioner, now=at)
        self.stdout.write(
            f"{practitioner.name} is signed out, and sets up codes anew after their password. Be sure that it was they who asked."
        )

    def _leave(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        practitioner = _who(options)
        left = services.leave(practitioner=practitioner, now=at)
        self.stdout.write(
            f"{practitioner.name} has left: signed out of {left.sessions} session{'' if left.sessions == 1 else 's'},"
            f" {len(left.roles)} role{'' if len(left.roles) == 1 else 's'} ended, no sign-in from now on."
        )
        if left.duty_turns:
            self.stdout.write(f"{left.duty_turns} duty turns of theirs have nobody now. Fill them.")
        for without in left.areas_without_administrator:
            self.stdout.write(f"{without} has no administrator now. Invite one: kith user invite EMAIL --area …")


def _who(options: dict[str, Any]) -> Practitioner:
    return services.practitioner_called(options["email"])
