"""The frame of every page: navigation, who is signed in, the family's banner, what can be added, the pretended time."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from kith.access.identity import Identity, acting
from kith.kernel.time import now
from kith.organisations.clock import is_pretended
from kith.organisations.models import Area, Role
from kith.staff_desk.banner import banner_of
from kith.staff_desk.sign_in import PERSONA_SESSION_KEY, organisation_sign_ins
from kith.workbench.about import Subject
from kith.workbench.places import OfTabs
from kith.workbench.rooms import rooms

Link = dict[str, Any]


@dataclass
class Frame:
    """What the layout shows around a page. Every part is optional."""

    navigation: list[Link] = field(default_factory=list)
    tabs: list[Link] = field(default_factory=list)
    add_links: list[Link] = field(default_factory=list)
    user_name: str = ""
    user_role: str = ""
    area_name: str = ""
    not_live: str = ""
    home_href: str = "/"
    sign_out_href: str = ""
    demonstration: bool = False
    pretend_now: Any = None
    timeout_seconds: int = 0
    keep_alive_href: str = ""
    user_key: str = ""
    footer_links: list[Link] = field(default_factory=list)
    sign_ins: list[dict[str, str]] = field(default_factory=list)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template its ``frame`` and, on a page about one family, its ``banner``."""
    made = Frame(demonstration=settings.DEMONSTRATION, pretend_now=now() if is_pretended() else None)
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        made.sign_ins = organisation_sign_ins()
        made.home_href = reverse("public_site:start") if not settings.DEMONSTRATION else reverse("staff_desk:personas")
        return {"frame": made}
    made.sign_out_href = reverse("account_logout")
    made.timeout_seconds = settings.SESSION_COOKIE_AGE
    made.keep_alive_href = reverse("staff_desk:keep_alive")
    made.user_key = str(user.pk)
    identity: Identity | None = getattr(request, "kith_identity", None)
    if identity is None:
        return {"frame": made}
    made.user_name = identity.name
    made.user_role = " and ".join(str(Role(role).label) for role in sorted(identity.roles))
    made.area_name = getattr(request, "kith_area_name", "") or Area.objects.get(pk=identity.area_id).name
    if not getattr(request, "kith_area_live", True):
        made.not_live = f"{made.area_name} is not live: it takes no requests by public form or API."
    made.navigation = navigation(identity.roles, request.path)
    made.footer_links = footer(request)
    family_id = family_in_address(request)
    if family_id is None or not acting():
        return {"frame": made}
    moment = getattr(request, "kith_now", None) or now()
    banner = banner_of(getattr(request, "kith_family", None) or Subject(family_id, moment))
    if banner is None:
        return {"frame": made}
    made.add_links = add_links(family_id, identity.roles)
    made.tabs = tabs(request, family_id)
    return {"frame": made, "banner": banner}


def navigation(roles: frozenset[str], path: str) -> list[Link]:
    """Return the links at the top for somebody with these roles; the one that ``path`` lies under is current."""
    given = sorted((link for room in rooms() for link in room.navigation if link.shown(roles)), key=lambda link: link.place)
    links: list[Link] = [{"text": link.text, "href": reverse(link.name)} for link in given]
    under = [link for link in links if path == link["href"] or (link["href"] != "/" and path.startswith(link["href"]))]
    if under:
        longest = max(under, key=lambda link: len(link["href"]))
        longest |= {"current": path == longest["href"], "active": True}
    return links


def tabs(request: HttpRequest, family_id: UUID) -> list[Link]:
    """Return the pages of a family's record, on each of them and on every page of a room whose work stands among them."""
    here = request.resolver_match
    given = sorted(((tab, room.name) for room in rooms() for tab in room.tabs), key=lambda each: each[0].place)
    at_work = {room for tab, room in given if tab.place == OfTabs.WORK}
    if here is None or (here.namespace not in at_work and here.view_name not in {tab.name for tab, _ in given}):
        return []
    return [
        {
            "text": tab.text,
            "href": reverse(tab.name, kwargs={"family_id": family_id}),
            "current": here.view_name == tab.name,
        }
        for tab, _ in given
    ]


def footer(request: HttpRequest) -> list[Link]:
    """Return the links at the foot: another area, another persona, two-step sign-in."""
    links: list[Link] = [{"text": "Change area", "href": reverse("staff_desk:areas")}]
    if settings.DEMONSTRATION:
        links.append({"text": "Be somebody else", "href": reverse("staff_desk:personas")})
    if not request.session.get(PERSONA_SESSION_KEY):
        links.append({"text": "Your sign-in", "href": reverse("mfa_index")})
    return links


def family_in_address(request: HttpRequest) -> UUID | None:
    """Return the family that the address is about, when it names one."""
    match = request.resolver_match
    found = match.kwargs.get("family_id") if match else None
    return found if isinstance(found, UUID) else None


def add_links(family_id: UUID, roles: frozenset[str]) -> list[Link]:
    """Return what a reader with these roles can add on a page about a family."""
    given = sorted((each for room in rooms() for each in room.add if each.shown(roles)), key=lambda each: each.place)
    return [{"text": each.text, "href": reverse(each.name, kwargs={"family_id": family_id})} for each in given]
