"""Every page that can be reached: none broken, and in Wolverhampton none with the names its assessment had before."""

import io
import re
from collections import deque
from urllib.parse import urljoin, urlsplit

import pypdf
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from tests.journeys.demonstration import Demonstration
from tests.journeys.front_door import request_body

pytestmark = pytest.mark.journey

FORMER_NAMES = re.compile(r"\bpart\s*(1|2|one|two)\s+assessment", re.IGNORECASE)
READERS = ("lead_practitioner", "front_door", "team_manager", "auditor", "programme_lead")
SAME_FOR_ALL = ("/design/", "/ask-for-help/", "/model/")
LEADS_AWAY = (
    "/accounts/logout/",
    "/personas/",
    "/areas/",
    "/ask-for-help/dorset/",
    "/ask-for-help/lincolnshire/",
    "/ask-for-help/thurrock/",
)


def words_of(body: bytes, kind: str) -> str:
    """Return the words of a page or a paper."""
    if "pdf" in kind:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    return " ".join(BeautifulSoup(body, "html.parser").get_text(" ").split())


def test_no_wolverhampton_page_or_print_is_broken_or_says_part_1_or_part_2(
    demonstration: Demonstration, chromium: Browser
) -> None:
    # given a family with an assessment and a plan, and a request at the front door
    family = demonstration.families["wolverhampton"]
    school = demonstration.system_of("wolverhampton-foundry-school")
    assert school.call("/api/v1/requests-for-support", request_body("FOUNDRY-1"))[0] == 201
    kinds: set[str] = set()
    for role in READERS:
        visitor = demonstration.visitor(chromium, javascript=False)
        visitor.sign_in_as("wolverhampton", role)
        # when each of them follows every link, as far as links lead
        start = ["/", "/design/", "/ask-for-help/wolverhampton/"]
        if role in ("lead_practitioner", "team_manager"):
            start += [f"/families/{family}/", f"/people/families/{family}/", f"/my-family/links/{family}/"]
        seen: set[str] = set()
        waiting = deque(start)
        while waiting:
            path = waiting.popleft()
            kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "id", path)
            if path in seen or (path.startswith(SAME_FOR_ALL) and kind in kinds):
                continue
            seen.add(path)
            kinds |= {kind, f"{role} {kind}"}
            answer = visitor.context.request.get(demonstration.address + path)
            # then no link is broken, and no page or paper uses the former names
            assert answer.ok, f"{role}: {path} answered {answer.status}"
            content = answer.headers.get("content-type", "")
            body = answer.body()
            found = FORMER_NAMES.search(words_of(body, content))
            assert not found, f"{role}: {path} says “{found and found[0]}”"
            if "html" not in content:
                continue
            for link in BeautifulSoup(body, "html.parser").select("a[href]"):
                where = urlsplit(urljoin(path, str(link["href"])))
                if not where.scheme and not where.netloc and not where.path.startswith(LEADS_AWAY):
                    waiting.append(where.path)
    # and what matters was among them
    for expected in (
        "lead_practitioner /families/id/assessment/",
        "lead_practitioner /families/id/plan/",
        "team_manager /families/id/plan/copy/id/pdf/",
        "front_door /front-door/id/",
        "front_door /front-door/id/decide/",
        "/model/",
    ):
        assert expected in kinds, f"{expected} was not reached: {sorted(kinds)}"
