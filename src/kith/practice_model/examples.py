"""Running a model's example cases. Pure. A model whose examples fail cannot be published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kith.kernel.refusals import Refusal
from kith.kernel.time import london_date
from kith.practice_model.rules import Model
from kith.practice_model.schema import Example


class ExamplesFail(Refusal):
    """A model answers one of its own example cases otherwise than the example says."""

    code = "examples_fail"
    source = "design 2.3"


@dataclass(frozen=True)
class Failure:
    """An example that fails, and in words how."""

    example: str
    words: str


def run(model: Model) -> list[Failure]:
    """Run every example of a model; return those that fail."""
    return [failure for example in model.document.examples if (failure := _run(model, example)) is not None]


def refuse_failing(model: Model) -> None:
    """Raise ExamplesFail when an example fails or when the model has none."""
    if not model.document.examples:
        raise ExamplesFail("A model carries example cases. This one has none.")
    failures = run(model)
    if failures:
        raise ExamplesFail("Examples fail. " + " ".join(f"“{each.example}”: {each.words}" for each in failures))


def _run(model: Model, example: Example) -> Failure | None:
    try:
        answer = _ASK[example.ask](model, example.given)
    except (Refusal, TypeError, KeyError) as error:
        return Failure(example.name, f"the question cannot be asked ({error}).")
    unknown = set(example.expect) - set(answer)
    if unknown or not example.expect:
        return Failure(
            example.name,
            f"it expects {', '.join(sorted(unknown)) or 'nothing'}; known are {', '.join(sorted(answer))}.",
        )
    wrong = [
        f"{name} is {answer[name]!r}, expected {wanted!r}" for name, wanted in example.expect.items() if answer[name] != wanted
    ]
    return Failure(example.name, "; ".join(wrong) + ".") if wrong else None


def _may_lead(model: Model, given: Mapping[str, Any]) -> dict[str, Any]:
    answer = model.may_lead(**given)
    return {"allowed": answer.allowed, "rule": answer.rule, "needs_overseer": answer.needs_overseer or "none"}


def _may_decide(model: Model, given: Mapping[str, Any]) -> dict[str, Any]:
    answer = model.may_decide(**given)
    return {"allowed": answer.allowed, "rule": answer.rule}


def _may(model: Model, given: Mapping[str, Any]) -> dict[str, Any]:
    answer = model.may(**given)
    return {"allowed": answer.allowed, "rule": answer.rule}


def _limit(model: Model, given: Mapping[str, Any]) -> dict[str, Any]:
    limit = model.limit(given["code"])
    if limit is None:
        return {"set": False, "amount": "unset", "unit": ""}
    return {"set": True, "amount": limit.amount, "unit": limit.unit}


def _channel(model: Model, given: Mapping[str, Any]) -> dict[str, Any]:
    at: datetime | None = given.get("at")
    on: date = london_date(at) if at else given["on"]
    channel = model.channel_in_force(given["slug"], on)
    opening = channel.opening if channel else None
    return {
        "in_force": channel is not None,
        "open": bool(at and opening and opening.is_open(at)),
        "queue": model.queue_of(given["slug"]),
    }


def _tier(model: Model, given: Mapping[str, Any]) -> dict[str, Any]:
    return {"available": given["code"] in model.tiers}


def _term(model: Model, given: Mapping[str, Any]) -> dict[str, Any]:
    return {"screen": model.term(given["code"]), "family": model.family_wording(given["code"])}


def _setting(model: Model, given: Mapping[str, Any]) -> dict[str, Any]:
    value = model.setting(given["code"])
    return {"set": value is not None, "value": "unset" if value is None else value}


def _edition(model: Model, given: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": model.edition_on(given["on"]).name}


_ASK: dict[str, Callable[[Model, Mapping[str, Any]], dict[str, Any]]] = {
    "may_lead": _may_lead,
    "may_decide": _may_decide,
    "may": _may,
    "limit": _limit,
    "channel": _channel,
    "tier": _tier,
    "term": _term,
    "setting": _setting,
    "edition": _edition,
}
