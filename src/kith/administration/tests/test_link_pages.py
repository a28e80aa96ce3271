"""Links with which a worker chooses a password, on the administrator's pages."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.administration.tests.helping import TODAY, three, words_of
from kith.organisations.models import (
    Area,
    Membership,
    Practitioner,
)
from kith.organisations.tasks import NAME
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import administering, practitioner_in


def new_worker(admin: Client, email: str = "new.worker@example.org") -> Practitioner:
    """Add someone by page, as the administrator does, and see that the invitation comes next."""
    said = {"email": email, "name": "Nia New", "profession": "other", "role": "front_door", **three("starts_on", TODAY)}
    answer = admin.post(reverse("administration:add_staff"), said)
    who = Practitioner.objects.get(email=email)
    assert answer.headers["Location"] == reverse("administration:invite", args=[who.pk])
    return who


def link_on(answer: Any) -> str:
    found = BeautifulSoup(answer.content, "html.parser").find(id="link")
    assert found is not None, words_of(answer)
    return found.get_text(strip=True)


def test_without_mail_a_link_is_shown_once_and_the_older_one_dies(
    area: Area, admin: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    who = new_worker(admin)
    here = reverse("administration:invite", args=[who.pk])
    assert "Invite again" in words_of(admin.get(reverse("administration:member", args=[who.pk])))
    assert "shown to you once" in words_of(admin.get(here))
    first = link_on(admin.post(here))
    answer = admin.post(here)
    second = link_on(answer)
    assert answer.headers["Cache-Control"] == "private, no-store"
    key = second.partition("#")[2]
    assert len(key) > 20
    assert key not in caplog.text
    assert key not in str(dict(admin.session))
    assert key not in admin.get(here).content.decode()

    def opens(link: str) -> bool:
        path, _, key = link.partition("#")
        return "New password" in words_of(Client().post(path, {"key": key}, follow=True))

    assert [opens(first), opens(second)] == [False, True]
    page = words_of(admin.get(reverse("administration:member", args=[who.pk])))
    assert re.search(r"Pat Lead Sign-in: changed new\.worker@example\.org Invited: ", page), page


def test_with_mail_the_link_is_sent_by_a_job_that_holds_no_link(area: Area, admin: Client, settings: Any) -> None:
    settings.MAIL_IS_SENT = True
    who = new_worker(admin)
    here = reverse("administration:invite", args=[who.pk])
    assert "will be sent a new link to new.worker@example.org" in words_of(admin.get(here))
    answer = admin.post(here, follow=True)
    assert "The link will be sent in a moment." in words_of(answer)
    assert "#" not in "".join(path for path, _ in answer.redirect_chain)
    assert [job.args for job in ProcrastinateJob.objects.filter(task_name=NAME)] == [
        {"user_id": str(who.user_id), "letter": "invitation"}
    ]


def test_no_administrator_is_shown_a_link_into_another_area(area: Area, admin: Client) -> None:
    who = new_worker(admin)
    here = reverse("administration:invite", args=[who.pk])
    _, other = practitioner_in("lincolnshire", "administrator")
    with administering(other, now=timezone.now()):
        Membership.objects.create(practitioner=who, area=other, role="team_manager", starts_on=TODAY)
    refused = admin.post(here)
    assert "also works in Lincolnshire" in words_of(refused)
    assert BeautifulSoup(refused.content, "html.parser").find(id="link") is None
    with administering(area, now=timezone.now()):
        Membership.objects.filter(practitioner=who, area=area).delete()
    assert "has no place in Dorset" in words_of(admin.post(here))
    assert signed_in("administrator", area="thurrock").get(here).status_code == 404
    with administering(other, now=timezone.now()):
        who.user.is_active = False
        who.user.save()
    assert "Invite again" not in words_of(admin.get(reverse("administration:member", args=[who.pk])))
