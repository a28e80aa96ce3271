"""Search: a POST, so that no name stands in an address or a log."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kith.access.sight import Part, parts_of
from kith.audit.services import record_look
from kith.kernel.time import london_date
from kith.people.queries import age_of, search_people
from kith.staff_desk.web.forms.search import SearchForm
from kith.staff_desk.web.requests import StaffRequest


def search(request: StaffRequest) -> HttpResponse:
    """Search persons by name, date of birth, address, number or telephone; say what was searched and not found."""
    if Part.IDENTITY not in parts_of(request.kith_identity.roles):
        raise Http404
    form = SearchForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return render(request, "staff_desk/search.html", {"form": form})
    asked = form.cleaned_data
    answer = search_people(
        f"{asked['name']} {asked['number']}".strip(),
        date_of_birth=asked["date_of_birth"],
        address=asked["address"],
        postcode=asked["postcode"],
        telephone=asked["telephone"],
    )
    record_look(
        "search",
        now=request.kith_now,
        page="staff_desk:search",
        asked={name: str(value) for name, value in asked.items() if value},
        shown=answer.ids,
    )
    today = london_date(request.kith_now)
    ages = {each.person.pk: age_of(each.person, today) for each in answer.found}
    return render(request, "staff_desk/search.html", {"form": form, "answer": answer, "ages": ages})
