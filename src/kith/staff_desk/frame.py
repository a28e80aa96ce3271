"""The frame of every page: navigation, who is signed in, the family's banner, what can be added, the pretended time."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from kith.access.identity import Identity, acting
from kith.access.sight import Part, parts_of
from kith.family_help.queries import banner_of
from kith.kernel.time import now
from kith.organisations.clock import is_pretended
from kith.organisations.models import Area, Role
from kith.people.merge_rules import may_merge
from kith.staff_desk.banner import shown
from kith.staff_desk.sign_in import PERSONA_SESSION_KEY, organisation_sign_ins

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
    made.user_role = " and ".join(Role(role).label for role in sorted(identity.roles))
    made.area_name = getattr(request, "kith_area_name", "") or Area.objects.get(pk=identity.area_id).name
    if not getattr(request, "kith_area_live", True):
        made.not_live = f"{made.area_name} is not live: it takes no requests by public form or API."
    made.navigation = navigation(identity.roles, request.path)
    made.footer_links = footer(request)
    family_id = family_in_address(request)
    if family_id is None or not acting():
        return {"frame": made}
    moment = getattr(request, "kith_now", None) or now()
    banner = getattr(request, "kith_banner", None) or banner_of(family_id, now=moment)
    if banner is None:
        return {"frame": made}
    made.add_links = add_links(family_id)
    made.tabs = tabs(request, family_id)
    return {"frame": made, "banner": shown(banner, now=moment)}


def navigation(roles: frozenset[str], path: str) -> list[Link]:
    """Return the links at the top for somebody with these roles; the one that ``path`` lies under is current."""
    parts = parts_of(roles)
    items = [("My day", "staff_desk:my_day")]
    if Part.FRONT_DOOR in parts:
        items.append(("Front door", "front_door:queue"))
    if Part.HUB in parts or Role.HUB_PARTNER in roles:
        items.append(("Hub questions", "front_door:hub"))
    if Part.IDENTITY in parts:
        items.append(("Search", "staff_desk:search"))
    if may_merge(roles):
        items.append(("Records", "people:duplicates"))
    if Part.LOOKS in parts:
        items.append(("Who looked", "staff_desk:looks"))
    items.append(("Teams", "staff_desk:teams"))
    items.append(("Our model", "practice_model:mine"))
    if Role.ADMINISTRATOR in roles:
        items.append(("Administration", "administration:home"))
    if Role.ADMINISTRATOR in roles and settings.DEMONSTRATION:
        items.append(("Set the time", "staff_desk:pretend_time"))
    links: list[Link] = [{"text": text, "href": reverse(name)} for text, name in items]
    under = [link for link in links if path == link["href"] or (link["href"] != "/" and path.startswith(link["href"]))]
    if under:
        longest = max(under, key=lambda link: len(link["href"]))
        longest |= {"current": path == longest["href"], "active": True}
    return links


TABS = (
    ("Family", "family_help:family"),
    ("Assessment", "family_help:assessment"),
    ("Plan", "family_help:plan"),
    ("Who leads", "family_help:allocate"),
    ("History", "people:family_history"),
)
"""The pages of a family's record."""


def tabs(request: HttpRequest, family_id: UUID) -> list[Link]:
    """Return the pages of a family's record, on each of its pages."""
    here = request.resolver_match
    if here is None or (here.namespace != "family_help" and here.view_name not in dict(TABS).values()):
        return []
    return [
        {
            "text": text,
            "href": reverse(name, kwargs={"family_id": family_id}),
            "current": here.view_name == name,
        }
        for text, name in TABS
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


def add_links(family_id: UUID) -> list[Link]:
    """Return what can be added on a page about a family. *A child may be in danger now* is open to everyone who sees it (P-12)."""
    return [
        {
            "text": "A child may be in danger now",
            "href": reverse("family_help:danger", kwargs={"family_id": family_id}),
        },
        {
            "text": "Something for the record",
            "href": reverse("family_help:add", kwargs={"family_id": family_id}),
        },
        {
            "text": "A reader’s own link to the plan",
            "href": reverse("family_portal:links", kwargs={"family_id": family_id}),
        },
    ]
