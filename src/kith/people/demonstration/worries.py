"""Which worry each family of the demonstration has."""

from dataclasses import replace
from datetime import date
from random import Random

from kith.people.demonstration import shapes, themes
from kith.people.demonstration.plans import FamilyPlan
from kith.people.demonstration.themes import Theme


def with_themes(families: list[FamilyPlan], chance: Random, today: date) -> list[FamilyPlan]:
    """Give each family a theme that fits its children's ages, so that the children keep to the shares of primary need."""
    fixed = {
        "separated": themes.DOMESTIC_ABUSE,
        "unborn": themes.BEFORE_BIRTH,
        "young_mothers_baby": themes.BABY,
    }
    children = sum(len(family.children) for family in families)
    whole = sum(shapes.PRIMARY_NEED.values())
    owed = {need: children * share / whole for need, share in shapes.PRIMARY_NEED.items()}
    given: dict[int, Theme] = {}
    order = list(range(len(families)))
    chance.shuffle(order)
    # Those with the fewest choices first: themes made for them, then the youngest.
    order.sort(key=lambda index: (families[index].special not in fixed, min(6, families[index].spoken_of().age(today))))
    for index in order:
        family = families[index]
        age = family.spoken_of().age(today)
        two = family.other is not family.adult
        fitting = [
            theme
            for theme in themes.THEMES
            if age >= themes.YOUNGEST[theme.slug] and (two or theme.slug not in ("domestic_abuse", "conflict"))
        ]
        if family.special in fixed:
            theme = fixed[family.special]
        elif not fitting:
            theme = themes.BEFORE_BIRTH if age < 0 else themes.BABY
        elif len(families) == 1:
            theme = chance.choices(fitting, [each.weight for each in fitting])[0]
        else:
            need = max({each.need for each in fitting}, key=lambda each: (owed[each], each))
            of_need = [each for each in fitting if each.need == need]
            theme = chance.choices(of_need, [each.weight for each in of_need])[0]
        owed[theme.need] -= len(family.children)
        given[index] = theme
    return [replace(family, theme=given[index]) for index, family in enumerate(families)]
