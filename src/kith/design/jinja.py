"""The template environment: GOV.UK macros, our filters and the form adapter, for Django's Jinja2 backend."""

import secrets
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from kith.design import words
from kith.design.forms import adapter, page
from kith.kernel import terms


def environment(**options: Any) -> Environment:
    """Return the Jinja environment; named in ``TEMPLATES`` as the backend's ``environment`` option.

    The GOV.UK macros need a prefix of their own and undefined values that can be chained.
    """
    options["loader"] = ChoiceLoader(
        [options["loader"], PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
    )
    options["undefined"] = ChainableUndefined
    env = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701  the backend passes autoescape on
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "default": str}
    env.globals.update(
        term=terms.term,
        family_term=terms.family_term,
        new_text=lambda: secrets.token_urlsafe(12),
        static=static,
        url=url,
        field=adapter.render,
        error_summary=page.error_summary,
        form_page=page.form_page,
        paragraphs=paragraphs,
    )
    env.filters.update(
        date=words.the_date,
        datetime=words.the_datetime,
        time=words.the_time,
        dayname=words.day_name,
        shortdate=words.short_date,
        due=words.due,
        due_state=words.due_state,
        age=words.age,
        and_list=words.and_list,
        paragraphs=paragraphs,
        sentence=words.sentence,
        lower_first=words.lower_first,
    )
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named view: ``{{ url('family_help:family', family.id) }}``."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def paragraphs(text: object) -> Markup:
    """Return free text as escaped GOV.UK paragraphs: an empty line starts a new one, a single line end stays."""
    blocks = [block.strip() for block in str(text or "").replace("\r\n", "\n").split("\n\n") if block.strip()]
    return Markup("").join(
        Markup('<p class="govuk-body">{}</p>').format(Markup("<br>").join(block.split("\n"))) for block in blocks
    )
