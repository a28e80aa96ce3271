"""What the tests of the administrator's pages have in common."""

from datetime import date
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

TODAY = timezone.now().date()


def words_of(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def three(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def sent(client: Client, name: str, said: dict[str, Any], **kwargs: Any) -> None:
    """Post a form and expect it to be taken."""
    answer = client.post(reverse(f"administration:{name}", kwargs=kwargs), said)
    assert answer.status_code == 302, words_of(answer)
