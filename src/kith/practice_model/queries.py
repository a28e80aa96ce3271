"""Reading published models."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet

from kith.design.words import the_date
from kith.kernel.refusals import NotFound, Refusal
from kith.practice_model.explaining import ElementInWords, describe, differences
from kith.practice_model.models import PracticeModelVersion
from kith.practice_model.reading import Layers, lay
from kith.practice_model.rules import Model
from kith.practice_model.words import MAIN_VALUES


class NoModelInForce(Refusal):
    """No practice model of this area was in force on the day asked about."""

    code = "no_model_in_force"
    source = "design 2.3"


def version_in_force(area_slug: str, on: date) -> PracticeModelVersion:
    """Return the published row of an area in force on a day; ``"national"`` for the national model.

    Raises NoModelInForce when there is none.
    """
    in_force = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    found = _light().filter(_of(area_slug), in_force).first()
    if found is None:
        raise NoModelInForce(
            f"No practice model of {area_slug} was in force on {the_date(on)}. An administrator publishes one with "
            f"“kith practice-model publish {area_slug} --from DATE --by NAME”."
        )
    return found


def model_in_force(area_slug: str, on: date) -> Model:
    """Return the model of an area in force on a day (London date). One small query; a version is parsed once per process.

    Raises NoModelInForce when the area has published none for that day.
    """
    return _model(version_in_force(area_slug, on), on)


def model_of_version(version_id: UUID, on: date) -> Model:
    """Return the model of a given published version, for a step that keeps the one it began with."""
    return _model(_light().get(pk=version_id), on)


def versions(area_slug: str) -> list[PracticeModelVersion]:
    """Return every published version of an area, newest first; ``"national"`` for the national model."""
    return list(_light().filter(_of(area_slug)).order_by("-valid_from"))


def threshold_name(area_slug: str, threshold_id: str, on: date) -> str:
    """Return the name of the threshold document that a decision made on a day kept,
    or its id when that day's model has no such one.

    Asked once per process: what was published does not change.
    """
    try:
        return _threshold_name(area_slug, threshold_id, on)
    except (NoModelInForce, KeyError):
        return threshold_id


@dataclass(frozen=True)
class ModelPage:
    """What the page of a model shows. All of it is computed from the published texts."""

    model: Model
    version: PracticeModelVersion
    sections: dict[str, list[ElementInWords]]
    not_set: list[tuple[str, ElementInWords]]
    only_shown: list[tuple[str, ElementInWords]]
    previous: PracticeModelVersion | None
    changes: list[str]
    others: list[PracticeModelVersion]
    newer_national: PracticeModelVersion | None


def page_of(area_slug: str, *, on: date, version_id: UUID | None = None) -> ModelPage:
    """Return the page of an area's model in force on a day, or of one of its versions.

    Raises NoModelInForce, or NotFound for a version that is neither the area's nor a national one.
    """
    if version_id is None:
        version = version_in_force(area_slug, on)
    else:
        found = _light().filter(_of(area_slug) | _of("national"), pk=version_id).first()
        if found is None:
            raise NotFound
        version = found
    day = max(on, version.valid_from) if version.valid_to is None else version.valid_from
    model = _model(version, day)
    held = versions(version.area.slug if version.area else "national")
    previous = next((each for each in held if each.valid_from < version.valid_from), None)
    sections = describe(model)
    return ModelPage(
        model=model,
        version=version,
        sections=sections,
        not_set=[
            (heading, element)
            for heading, elements in sections.items()
            for element in elements
            if any(not value.is_set and value.label in MAIN_VALUES for value in element.values)
        ],
        only_shown=[(heading, each) for heading, elements in sections.items() for each in elements if each.only_shown],
        previous=previous,
        changes=differences(_model(previous, day), model) if previous else [],
        others=[each for each in held if each.pk != version.pk],
        newer_national=_newer_national(version, on),
    )


def _newer_national(version: PracticeModelVersion, on: date) -> PracticeModelVersion | None:
    if version.national is None or version.valid_to is not None:
        return None
    try:
        in_force = version_in_force("national", on)
    except NoModelInForce:
        return None
    return in_force if in_force.valid_from > version.national.valid_from else None


def _of(area_slug: str) -> Q:
    return Q(area__isnull=True) if area_slug == "national" else Q(area__slug=area_slug)


def _light() -> QuerySet[PracticeModelVersion]:
    """Versions without their texts, which are large and needed only once per process."""
    return PracticeModelVersion.objects.select_related("area", "national").defer("text", "national__text")


def _model(version: PracticeModelVersion, on: date) -> Model:
    layers = _layers(version.pk)
    return Model(
        document=layers.document,
        on=on,
        sha256=version.sha256,
        national=layers.national,
        origins=layers.origins,
        version_id=version.pk,
        area_name=version.area.name if version.area else "England",
    )


@lru_cache(maxsize=1024)
def _threshold_name(area_slug: str, threshold_id: str, on: date) -> str:
    return model_in_force(area_slug, on).document.thresholds[threshold_id].name


@lru_cache(maxsize=128)
def _layers(version_id: UUID) -> Layers:
    version = PracticeModelVersion.objects.select_related("national").get(pk=version_id)
    return lay(version.national.text, version.text) if version.national else lay(version.text)
