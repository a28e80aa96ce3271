"""docs/model-settings.md: what the areas' practice models say, side by side."""

from collections.abc import Iterable
from typing import Any

from kith.practice_model.explaining import ACTS_IN_WORDS, NOT_SET, describe
from kith.practice_model.reading import DRAFTS, draft, lay, model_of
from kith.practice_model.rules import Model
from kith.practice_model.schema import Setting, TimeLimit
from tools.pages.code import MADE, table


def drafted() -> dict[str, Model]:
    """Return the models of the drafts as they stand once all their editions have begun, the national one first."""
    slugs = ["national", *sorted(file.stem for file in DRAFTS.glob("*.toml") if file.stem != "national")]
    national = draft("national")
    models = {}
    for slug in slugs:
        text = draft(slug)
        layers = lay(national, text) if slug != "national" else lay(text)
        models[slug] = model_of(layers, text, max(edition.starts for edition in layers.document.editions.values()))
    return models


def page(models: dict[str, Any]) -> str:
    """Return docs/model-settings.md."""
    names = [model.document.name for model in models.values()]
    described = {}
    for slug, model in models.items():
        for elements in describe(model).values():
            for element in elements:
                described[slug, element.section, element.key] = element

    def row(section: str, key: str, element: Any) -> list[str]:
        cells = []
        for slug in models:
            held = described.get((slug, section, key))
            label = {TimeLimit: "Limit", Setting: "Value"}[type(element)]
            value = next((value for value in held.values if value.label == label), None) if held else None
            cells.append(value.words if value else NOT_SET)
        # Said where it is so: "Shown only: nothing acts on this yet".
        acting = f" ({ACTS_IN_WORDS[element.acts]})" if ACTS_IN_WORDS[element.acts] else ""
        return [f"`{section}.{key}`", f"{element.name}{acting}", *cells]

    national = models["national"].document
    found = [
        MADE,
        "# Practice models side by side",
        "What the drafts in `practice_models/` say, in the order in which rules are asked. *Not set* means that nobody has"
        " stated it: "
        "Kith then says so and never uses another area's answer. The page *Our model* shows every setting of the version in"
        " force.",
        "## Time limits",
        table(
            ("setting", "what", *names),
            (row("limits", key, element) for key, element in national.limits.items()),
        ),
        "## Choices",
        table(
            ("setting", "what", *names),
            (row("settings", key, element) for key, element in national.settings.items()),
        ),
        "## Who may lead a family",
        "The first rule that fits a child's basis, the level of help and the day answers. The child on the highest basis"
        " decides.",
    ]
    for model in models.values():
        rules = sorted(model.document.lead_rules.items(), key=lambda each: each[1].order)
        found += [
            f"### {model.document.name}",
            table(
                (
                    "rule",
                    "bases",
                    "levels",
                    "who leads",
                    "overseen by",
                    "days",
                    "what a person reads",
                    "source",
                ),
                ([f"`{key}`", *_lead_rule(rule)] for key, rule in rules),
            ),
        ]
    return "\n\n".join(found)


def _lead_rule(rule: Any) -> list[str]:
    def listed(codes: Iterable[str]) -> str:
        return ", ".join(codes).replace("_", " ") or "any"

    leads = {"social_worker": "a social worker", "anyone": "any practitioner", "by_risk": "by risk"}[rule.leads]
    if rule.others_at_risk:
        leads += f": others at {listed(rule.others_at_risk)} risk"
    if rule.agency_kinds:
        leads += f" (of {listed(rule.agency_kinds)})"
    overseer = {None: "not set", "none": "nobody"}.get(rule.overseer, str(rule.overseer).replace("_", " "))
    days = " ".join(
        f"{word} {day:%-d %B %Y}" for word, day in (("from", rule.applies_from), ("until", rule.applies_until)) if day
    )
    return [
        listed(rule.bases),
        listed(rule.tiers),
        leads,
        overseer,
        days or "always",
        rule.reason,
        rule.source,
    ]
