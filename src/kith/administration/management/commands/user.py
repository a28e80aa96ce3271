"""``kith user``: who signs in, from invitation to leaving. Each verb takes effect at once and is kept in the person's history."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError

from kith.access.identity import acting_as, service
from kith.administration.commanding import the_user
from kith.design.words import the_date
from kith.kernel.refusals import Refusal
from kith.kernel.time import LONDON, london_date, now
from kith.organisations import queries, services
from kith.organisations.models import Area, Practitioner, Profession, Role, User

MESSAGE = """You have been invited to Kith.

Choose a password here. The link works once, for three days:

{link}

You then set up codes on your phone. You need an app for that, such as the one your organisation gives you.
"""


class Command(BaseCommand):
    help = "Users: list, show, invite, roles, telephone, address, new codes, leave."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
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
        again = self._about(verbs, "invite-again", "make a new link to choose a password")
        for each in (invite, again):
            each.add_argument(
                "--address",
                default=os.environ.get("KITH_ADDRESS", "http://127.0.0.1:8000"),
                help="where Kith is reached, for the link",
            )
            each.add_argument("--mail", action="store_true", help="send the link by email instead of printing it")
        self._about(verbs, "show", "show a user: roles, sign-in, history")
        role = verbs.add_parser("role", help="add or end a role, in this area or a second one")
        changes = role.add_subparsers(dest="change", required=True)
        for change in ("add", "end"):
            one = self._about(changes, change, f"{change} a role")
            one.add_argument("held", metavar="role", help=f"one of {', '.join(Role.values)}")
            one.add_argument("--area", required=True, help="short name of the area")
            if change == "add":
                one.add_argument("--team", default="", help="short name of a team of the area")
                one.add_argument("--from", dest="day", type=_day, help="first day, such as 2026-12-01 (default: today)")
            else:
                one.add_argument("--last-day", dest="day", type=_day, help="such as 2026-11-30 (default: ends at once)")
        self._about(verbs, "telephone", "change the telephone number").add_argument("number")
        self._about(verbs, "email", "change the address they sign in with").add_argument("new")
        self._about(verbs, "new-codes", "forget the codes of a lost phone; they set up new ones when they next sign in")
        self._about(verbs, "leave", "sign them out everywhere and let them in no more")

    def _about(self, verbs: Any, name: str, words: str) -> ArgumentParser:
        verb: ArgumentParser = verbs.add_parser(name, help=words)
        verb.add_argument("email", help="the address they sign in with")
        return verb

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, "_" + options["verb"].replace("-", "_"))(options)
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal

    def _list(self, options: dict[str, Any]) -> None:
        for user in queries.users(area=options["area"], today=london_date(now()), left=options["left"]):
            self.stdout.write("\t".join([user.email, user.name, user.agency, ", ".join(user.roles) or user.state]))

    def _show(self, options: dict[str, Any]) -> None:
        practitioner = services.practitioner_called(options["email"])
        user = queries.user_page(practitioner, london_date(now()))
        for label, value in (
            ("Name", user.name),
            ("Agency", user.agency),
            ("Telephone", user.telephone or "none"),
            ("Sign-in", user.state),
            ("Roles", ", ".join(user.roles) or "none"),
        ):
            self.stdout.write(f"{label + ':':<11}{value}")
        self.stdout.write("History:")
        for act in practitioner.acts.select_related("by"):
            who = act.by.name if act.by else "a command"
            when = act.at.astimezone(LONDON)
            words = f": {act.words}" if act.words else ""
            self.stdout.write(f"  {when:%Y-%m-%d %H:%M}  {act.get_what_display()}{words}  (by {who})")

    @contextmanager
    def _acting(self, area: Area, options: dict[str, Any]) -> Iterator[datetime]:
        """Act as the administration of an area; yields the time. The database lets nobody else change places and sign-ins."""
        why = f"kith user {options['verb']}, by {the_user()}"[:200]
        at = now()
        with acting_as(service("administration", area_id=area.pk, purpose="administration", why=why), now=at):
            yield at

    @contextmanager
    def _about_one(self, options: dict[str, Any]) -> Iterator[tuple[Practitioner, datetime]]:
        """Act in the area where somebody has, or last had, a place; yields them and the time."""
        practitioner = services.practitioner_called(options["email"])
        last = practitioner.memberships.select_related("area").order_by("-starts_on").first()
        if last is None:
            raise Refusal(f"{practitioner.name} has never had a place. Invite them: kith staff add.")
        with self._acting(last.area, options) as at:
            yield practitioner, at

    def _invite(self, options: dict[str, Any]) -> None:
        wanted = {k: options[k] for k in ("email", "area", "role", "name", "profession", "registration", "agency")}
        with self._acting(services.area_called(options["area"]), options) as at:
            user = services.invite_user(**wanted, now=at)
        self._give_link(user, options)

    def _invite_again(self, options: dict[str, Any]) -> None:
        with self._about_one(options) as (practitioner, at):
            user = services.invite_again(practitioner=practitioner, now=at)
        self._give_link(user, options)

    def _give_link(self, user: User, options: dict[str, Any]) -> None:
        link = options["address"].rstrip("/") + services.one_time_path(user)
        if not options["mail"]:
            self.stdout.write(f"{user.email} is invited. To choose a password, once:")
            self.stdout.write(link)
            return
        if not settings.MAIL_IS_SENT:
            raise CommandError(
                f"{user.email} is invited, but EMAIL_URL is not set: no e-mail is sent. Print the link: kith user invite-again"
                f" {user.email}"
            )
        send_mail("You are invited to Kith", MESSAGE.format(link=link), None, [user.email])
        self.stdout.write(f"{user.email} is invited. The link to choose a password was sent to them.")

    def _role(self, options: dict[str, Any]) -> None:
        practitioner = services.practitioner_called(options["email"])
        area, day = services.area_called(options["area"]), options["day"]
        with self._acting(area, options) as at:
            what = {"practitioner": practitioner, "area": area.slug, "role": options["held"], "now": at}
            if options["change"] == "add":
                made = services.add_role(**what, team=options["team"], first_day=day)
                said = f"is {options['held']} in {area.slug} from {the_date(made.starts_on)}"
            else:
                services.end_role(**what, last_day=day)
                said = f"is not {options['held']} in {area.slug} {f'after {the_date(day)}' if day else 'from now on'}"
        self.stdout.write(f"{practitioner.name} {said}.")

    def _telephone(self, options: dict[str, Any]) -> None:
        with self._about_one(options) as (practitioner, at):
            services.change_telephone(practitioner=practitioner, telephone=options["number"], now=at)
        self.stdout.write(f"{practitioner.name} is called on {practitioner.telephone}.")

    def _email(self, options: dict[str, Any]) -> None:
        with self._about_one(options) as (practitioner, at):
            user = services.change_email(practitioner=practitioner, email=options["new"], now=at)
        self.stdout.write(f"{practitioner.name} signs in with {user.email} and the password they have.")

    def _new_codes(self, options: dict[str, Any]) -> None:
        with self._about_one(options) as (practitioner, at):
            services.reset_codes(practitioner=practitioner, now=at)
        self.stdout.write(
            f"{practitioner.name} is signed out, and sets up codes anew after their password. Be sure that it was they who asked."
        )

    def _leave(self, options: dict[str, Any]) -> None:
        with self._about_one(options) as (practitioner, at):
            left = services.leave(practitioner=practitioner, now=at)
        self.stdout.write(
            f"{practitioner.name} has left: signed out of {left.sessions} session{'' if left.sessions == 1 else 's'},"
            f" {len(left.roles)} role{'' if len(left.roles) == 1 else 's'} ended, no sign-in from now on."
        )
        if left.duty_turns:
            self.stdout.write(f"{left.duty_turns} duty turns of theirs have nobody now. Fill them.")
        for area in left.areas_without_administrator:
            self.stdout.write(f"{area} has no administrator now. Invite one: kith user invite EMAIL --area …")


def _day(text: str) -> date:
    return date.fromisoformat(text)
