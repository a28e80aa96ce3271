"""What people are to each other, in the word for each of the two. A relationship is stored once and read both ways. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One word for a woman or girl, one for a man or boy, and one when that is not known."""

    female: str
    male: str
    either: str

    def for_sex(self, sex: str) -> str:
        return {"F": self.female, "M": self.male}.get(sex, self.either)


def _same(word: str) -> Words:
    return Words(word, word, word)


_FORWARD = {
    "mother": _same("mother"),
    "father": _same("father"),
    "possible_father": _same("possible father"),
    "adoptive_parent": Words("adoptive mother", "adoptive father", "adoptive parent"),
    "legal_parent": _same("legal parent"),
    "foster_parent": _same("foster carer"),
    "guardian": _same("guardian"),
    "step_parent": Words("stepmother", "stepfather", "step-parent"),
    "sibling": Words("sister", "brother", "brother or sister"),
    "half_sibling": Words("half-sister", "half-brother", "half-brother or half-sister"),
    "step_sibling": Words("stepsister", "stepbrother", "stepbrother or stepsister"),
    "twin": Words("twin sister", "twin brother", "twin"),
    "grandparent": Words("grandmother", "grandfather", "grandparent"),
    "aunt_uncle": Words("aunt", "uncle", "aunt or uncle"),
    "cousin": _same("cousin"),
    "partner": _same("partner"),
    "ex_partner": _same("former partner"),
    "friend": _same("friend"),
    "neighbour": _same("neighbour"),
    "other": _same("somebody else to them"),
}
_CHILD = Words("daughter", "son", "child")
_BACK = {
    "mother": _CHILD,
    "father": _CHILD,
    "possible_father": _same("possible child"),
    "adoptive_parent": Words("adopted daughter", "adopted son", "adopted child"),
    "legal_parent": _CHILD,
    "foster_parent": _same("foster child"),
    "guardian": _same("child they are guardian of"),
    "step_parent": Words("stepdaughter", "stepson", "stepchild"),
    "grandparent": Words("granddaughter", "grandson", "grandchild"),
    "aunt_uncle": Words("niece", "nephew", "niece or nephew"),
}
_UNIONS = {
    ("partner", "married"): Words("wife", "husband", "husband or wife"),
    ("partner", "civil_partnership"): _same("civil partner"),
    ("ex_partner", "divorced"): Words("former wife", "former husband", "former husband or wife"),
}


def word_for(kind: str, sex: str, union: str = "") -> str:
    """Return what the person is of the other: "mother", "aunt" or "uncle" by the person's sex."""
    return (_UNIONS.get((kind, union)) or _FORWARD[kind]).for_sex(sex)


def word_back(kind: str, sex: str, union: str = "") -> str:
    """Return what the other is of the person, by the other's sex: a mother's "daughter", an aunt's "nephew"."""
    words = _BACK.get(kind)
    return words.for_sex(sex) if words else word_for(kind, sex, union)
