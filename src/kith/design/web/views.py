"""The gallery: every component on one page, with the call that makes it."""

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.design.web.forms import EveryKindForm
from kith.kernel.paging import Place, page_of_read

TODAY = date(2026, 11, 24)
WRONG = {
    "version": "3",
    "born_on_day": "31",
    "born_on_month": "Feb",
    "born_on_year": "2015",
    "children": "many",
    "seen_at_day": "2",
    "seen_at_month": "3",
    "seen_at_year": "26",
    "seen_at_time": "half two",
    "interpreter": "yes",
    "email": "nobody",
    "worry": "She has not been in school since half-term.",
}


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component; ``?errors=1`` shows the form as it comes back after a bad submit. Holds no person's data."""
    form = EveryKindForm(WRONG) if request.GET.get("errors") else EveryKindForm()
    context = {
        "form": form,
        "frame": FRAME,
        "banner": BANNER,
        "today": TODAY,
        "samples": SAMPLES,
        "wide": True,
    }
    return render(request, "design/gallery.html", context)


FRAME: dict[str, Any] = {
    "navigation": [
        {"text": "My day", "href": "#my-day", "current": True},
        {"text": "Front door", "href": "#front-door"},
        {"text": "Families", "href": "#families"},
        {"text": "Search", "href": "#search"},
    ],
    "user_name": "Asha Patel",
    "user_role": "school nurse",
    "area_name": "Dorset",
    "sign_out_href": "#sign-out",
    "demonstration": True,
    "pretend_now": datetime(2026, 11, 24, 14, 10, tzinfo=UTC),
    "add_links": [
        {"text": "A note", "href": "#note"},
        {"text": "A visit", "href": "#visit"},
        {"text": "A task", "href": "#task"},
        {"text": "A plan action", "href": "#action"},
    ],
}

BANNER: dict[str, Any] = {
    "name": "Bennett and Nowak family",
    "href": "#family",
    "restricted": True,
    "members": [
        {"name": "Maja Nowak", "age": "15 years", "tag": "Section 17", "kind": "section_17"},
        {"name": "Tom Bennett", "age": "4 years", "tag": "By agreement", "kind": "by_agreement"},
        {"name": "Unborn baby", "age": "due 3 February 2027", "tag": "By agreement", "kind": "by_agreement"},
        {"name": "Ola Nowak", "age": "36 years", "note": "mother"},
        {"name": "Dan Bennett", "age": "41 years", "note": "father, lives elsewhere"},
    ],
    "hazards": ["Dog at the house", "Visit in pairs"],
    "interpreter": "Polish, for Ola",
    "lead": {"name": "Asha Patel", "role": "school nurse", "phone": "01632 960 142"},
    "on_duty": {"name": "Rory Finch", "phone": "01632 960 100"},
    "safety_plan": {"text": "Agreed 12 November 2026", "href": "#safety"},
    "next_due": {"text": "Plan review due Tue 1 Dec (5 working days)", "state": "soon"},
}

SAMPLES: dict[str, Any] = {
    "tasks": [
        {
            "title": "Decide the request about the Green family",
            "href": "#t1",
            "why": "Arrived yesterday at 4:40pm from a school. A decision is owed within one working day.",
            "due": "due today by 4:40pm",
            "state": "today",
            "action": "Decide",
        },
        {
            "title": "Visit Tom Bennett",
            "href": "#t2",
            "why": "He was last seen on 3 November. The plan says every two weeks.",
            "due": "5 working days overdue, was due Tue 17 Nov",
            "state": "overdue",
            "tag": "By agreement",
            "kind": "by_agreement",
            "action": "Record a visit",
        },
        {
            "title": "Sign off the assessment of the Harris family",
            "href": "#t3",
            "why": "Leah Moss asked you on Friday.",
            "due": "due Mon 14 Dec (14 working days)",
            "state": "later",
            "action": "Read and sign",
        },
    ],
    "page": page_of_read(range(336), place=Place(("50",)), name="requests"),
    "timeline": [
        {
            "title": "Plan agreed",
            "by": "Asha Patel",
            "at": datetime(2026, 11, 12, 15, 30, tzinfo=UTC),
            "text": "Ola, Maja and Tom's nursery agreed six actions.",
        },
        {
            "title": "Assessment shared with the family",
            "by": "Asha Patel",
            "at": date(2026, 11, 9),
            "tag": "By agreement",
            "kind": "by_agreement",
        },
        {
            "title": "Request received",
            "at": datetime(2026, 10, 19, 9, 5, tzinfo=UTC),
            "text": "From Tom's nursery, with Ola's agreement.",
        },
    ],
    "dates": [
        {"label": "Decision", "text": "due today by 4:40pm", "state": "today"},
        {"label": "Assessment", "text": "due Thu 26 Nov (2 working days)", "state": "soon"},
        {"label": "Visit", "text": "1 working day overdue, was due Mon 23 Nov", "state": "overdue"},
        {"label": "Plan review", "text": "due Wed 24 Feb 2027 (62 working days)", "state": "later"},
        {"label": "Health check", "text": "no date set", "state": "none"},
    ],
    "summary": [
        {"label": "Lead practitioner", "text": "Asha Patel, school nurse", "href": "#lead"},
        {"label": "Basis", "text": "By agreement", "href": "#basis", "change": "Change"},
        {"label": "School", "text": ""},
    ],
    "compare": [
        {"label": "Name", "left": "Maja Novak", "right": "Maja Nowak"},
        {
            "label": "Date of birth",
            "left": "3 April 2011",
            "right": "4 March 2011",
            "note": "Day and month swapped",
        },
        {"label": "Postcode", "left": "ZZ99 3VZ", "right": "ZZ99 3VZ"},
        {"label": "School", "left": "", "right": "Hill Road School"},
    ],
    "bars": [
        {"label": "School", "value": 143},
        {"label": "Police", "value": 118},
        {"label": "Health service", "value": 84},
        {"label": "Family member", "value": 31},
        {"label": "Anonymous", "value": 9},
    ],
}
