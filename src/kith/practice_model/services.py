"""Publishing a practice model."""

from datetime import date, datetime
from typing import get_args

from django.db import connection, transaction

from kith.design.words import the_date
from kith.kernel.refusals import Refusal
from kith.organisations.models import Area
from kith.practice_model import examples, minimums
from kith.practice_model.models import PracticeModelVersion
from kith.practice_model.queries import version_in_force, versions
from kith.practice_model.reading import Header, Layers, draft, drafts, header, lay, model_of, sha256_of
from kith.practice_model.rules import Model, NotInTheModel
from kith.practice_model.schema import Basis
from kith.practice_model.terms import forget


class RetainedChanged(Refusal):
    """A setting marked as retained was changed without a named executive's approval (G-54)."""

    code = "retained_changed"
    source = "ledger G-54"


class NotPublishable(Refusal):
    """The version cannot be published as asked."""

    code = "not_publishable"
    source = "ADR 0007; design 2.3"


def publish(
    *,
    text: str,
    valid_from: date,
    published_by: str,
    now: datetime,
    change_note: str = "",
    approved_by_executive: str = "",
) -> PracticeModelVersion:
    """Publish a model from a day on; the version before it ends on that day.

    Args:
        text: the TOML. Its ``slug`` says whose model it is: ``national`` or the slug of an area.
        valid_from: the first day (London) on which it is in force.
        published_by: the name of the person who answers for it.
        approved_by_executive: the name of the executive who approved a change of a retained setting.

    Raises UnreadableModel, ExamplesFail, MinimumLoosened, RetainedChanged, NoModelInForce (no national model on that day) or
    NotPublishable. The text, its hash and its schema number are kept for ever (design 2.3).
    """
    if not published_by.strip():
        raise NotPublishable("Say who publishes the model.", field="published_by")
    with transaction.atomic():
        _one_after_the_other()
        said = header(text)
        national = version_in_force("national", valid_from) if said.extends else None
        layers = lay(national.text, text) if national else lay(text)
        area = _area(said)
        model = model_of(layers, text, valid_from)
        examples.refuse_failing(model)
        minimums.refuse_loosened(model)
        held = versions(said.slug)
        newest = held[0] if held else None
        if newest is not None:
            _refuse_out_of_turn(newest, layers, national, text, valid_from)
            _refuse_retained(_read(newest, valid_from), model, approved_by_executive)
            if newest.valid_to is None:
                PracticeModelVersion.objects.filter(pk=newest.pk).update(valid_to=valid_from)
        transaction.on_commit(forget)
        forget()
        return PracticeModelVersion.objects.create(
            area=area,
            national=national,
            version=layers.document.version,
            text=text,
            sha256=sha256_of(text),
            schema_number=said.schema_number,
            valid_from=valid_from,
            published_by=published_by.strip(),
            published_at=now,
            change_note=change_note,
            approved_by_executive=approved_by_executive.strip(),
        )


def publish_drafts(*, valid_from: date, published_by: str, now: datetime) -> list[PracticeModelVersion]:
    """Publish the drafts for a fresh system: the national model, then that of every area that exists and has published none."""
    published = []
    for name in drafts():
        if name != "national" and not Area.objects.filter(slug=name).exists():
            continue
        if versions(name):
            continue
        published.append(publish(text=draft(name), valid_from=valid_from, published_by=published_by, now=now))
    return published


def withdraw(*, area_slug: str, from_day: date) -> PracticeModelVersion:
    """End the version that is in force without a successor. Open steps on it are listed by ``kith practice-model move``.

    Raises NoModelInForce when nothing is in force on the day, NotPublishable when it already has a last day.
    """
    version = version_in_force(area_slug, from_day)
    if version.valid_to is not None:
        raise NotPublishable("This version already has its last day.")
    if version.valid_from == from_day:
        raise NotPublishable("A version is in force for at least a day.", field="from_day")
    PracticeModelVersion.objects.filter(pk=version.pk).update(valid_to=from_day)
    version.refresh_from_db()
    return version


def _one_after_the_other() -> None:
    """Have two who publish at once wait for each other, so that the second reads what the first published."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('practice_model.publish'))")


def _area(said: Header) -> Area | None:
    if not said.extends:
        if said.slug != "national":
            raise NotPublishable(f"The model {said.slug!r} extends nothing. An area’s model says: extends = “national”.")
        return None
    area = Area.objects.filter(slug=said.slug).first()
    if area is None:
        raise NotPublishable(f"There is no area called {said.slug!r}. Add it first with “kith area add”.")
    return area


def _read(version: PracticeModelVersion, on: date) -> Model:
    layers = lay(version.national.text, version.text) if version.national else lay(version.text)
    return model_of(layers, version.text, on)


def _refuse_out_of_turn(
    newest: PracticeModelVersion,
    layers: Layers,
    national: PracticeModelVersion | None,
    text: str,
    valid_from: date,
) -> None:
    if valid_from <= newest.valid_from or (newest.valid_to is not None and valid_from < newest.valid_to):
        raise NotPublishable(
            f"Version {newest.version} is published from {the_date(newest.valid_from)}. A newer one starts after that day"
            + (f", and not before {the_date(newest.valid_to)}." if newest.valid_to else "."),
            field="valid_from",
        )
    if newest.sha256 == sha256_of(text) and newest.national_id == (national.pk if national else None):
        raise NotPublishable(f"Version {newest.version} with this text is already published. Nothing has changed.")
    if newest.version == layers.document.version and newest.sha256 != sha256_of(text):
        raise NotPublishable(
            f"Version {newest.version} is already published with another text. Give the new text a new version.",
            field="version",
        )


def _refuse_retained(old: Model, new: Model, approved_by_executive: str) -> None:
    after = {(section, key): element for section, key, element in new.document.elements()}
    changed = [
        element.name
        for section, key, element in old.document.elements()
        if element.retained and after.get((section, key)) != element
    ]
    changed += [name for name in _retained_rules_overtaken(old, new) if name not in changed]
    if changed and not approved_by_executive.strip():
        raise RetainedChanged(
            f"These are kept unless a named executive approves a change: {'; '.join(changed)}. "
            "Say who approved it with --approved-by NAME.",
            field="approved_by_executive",
        )


def _retained_rules_overtaken(old: Model, new: Model) -> list[str]:
    """A retained rule is also changed when a new one is put before it."""
    overtaken = []
    for basis in get_args(Basis):
        for tier in old.tiers:
            key, rule = old.lead_rule(basis, tier)
            if not rule.retained:
                continue
            try:
                now, _ = new.lead_rule(basis, tier)
            except NotInTheModel:
                now = ""
            if now != key and rule.name not in overtaken:
                overtaken.append(rule.name)
    return overtaken
