"""The place in a family that a list claims for a person, read into a role and a relationship. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from kith.people.models import FamilyMember, RelationshipKind

_R, _K = FamilyMember.Role, RelationshipKind
_CLAIMS: dict[str, tuple[str, str]] = {
    "mother": (_R.PARENT, _K.MOTHER),
    "mum": (_R.PARENT, _K.MOTHER),
    "birth mother": (_R.PARENT, _K.MOTHER),
    "father": (_R.PARENT, _K.FATHER),
    "dad": (_R.PARENT, _K.FATHER),
    "birth father": (_R.PARENT, _K.FATHER),
    "possible father": (_R.RELATIVE, _K.POSSIBLE_FATHER),
    "adoptive parent": (_R.PARENT, _K.ADOPTIVE_PARENT),
    "adoptive mother": (_R.PARENT, _K.ADOPTIVE_PARENT),
    "adoptive father": (_R.PARENT, _K.ADOPTIVE_PARENT),
    "legal parent": (_R.PARENT, _K.LEGAL_PARENT),
    "parent": (_R.PARENT, ""),
    "step parent": (_R.CARER, _K.STEP_PARENT),
    "stepmother": (_R.CARER, _K.STEP_PARENT),
    "stepfather": (_R.CARER, _K.STEP_PARENT),
    "step mother": (_R.CARER, _K.STEP_PARENT),
    "step father": (_R.CARER, _K.STEP_PARENT),
    "foster carer": (_R.CARER, _K.FOSTER_PARENT),
    "foster parent": (_R.CARER, _K.FOSTER_PARENT),
    "guardian": (_R.CARER, _K.GUARDIAN),
    "special guardian": (_R.CARER, _K.GUARDIAN),
    "carer": (_R.CARER, ""),
    "grandparent": (_R.RELATIVE, _K.GRANDPARENT),
    "grandmother": (_R.RELATIVE, _K.GRANDPARENT),
    "grandfather": (_R.RELATIVE, _K.GRANDPARENT),
    "aunt": (_R.RELATIVE, _K.AUNT_UNCLE),
    "uncle": (_R.RELATIVE, _K.AUNT_UNCLE),
    "aunt uncle": (_R.RELATIVE, _K.AUNT_UNCLE),
    "cousin": (_R.RELATIVE, _K.COUSIN),
    "brother": (_R.CHILD, _K.SIBLING),
    "sister": (_R.CHILD, _K.SIBLING),
    "sibling": (_R.CHILD, _K.SIBLING),
    "half sibling": (_R.CHILD, _K.HALF_SIBLING),
    "half brother": (_R.CHILD, _K.HALF_SIBLING),
    "half sister": (_R.CHILD, _K.HALF_SIBLING),
    "twin": (_R.CHILD, _K.TWIN),
    "friend": (_R.ADULT, _K.FRIEND),
    "neighbour": (_R.ADULT, _K.NEIGHBOUR),
}
"""The words of lists. What is not here is shown as it was claimed, for the worker to choose."""
_THE_CHILD = {"", "self", "child", "son", "daughter", "the child", "unborn", "unborn child"}


@dataclass(frozen=True)
class Claim:
    """The role to propose, and what the person is of each child; empty when the list does not say."""

    role: str
    kind: str


def read_claim(words: str, *, age: int | None, unborn: bool) -> Claim:
    """Return the role and relationship that a claim proposes for a person of an age in years (``None``: not known)."""
    said = " ".join(words.lower().replace("-", " ").replace("/", " ").replace("_", " ").split())
    grown = age is not None and age >= 18
    if unborn:
        return Claim(_R.UNBORN, "")
    if said in _THE_CHILD:
        return Claim(_R.ADULT if grown and not said else _R.CHILD, "")
    role, kind = _CLAIMS.get(said, (_R.ADULT if grown else _R.CHILD, ""))
    return Claim(_R.RELATIVE if role == _R.CHILD and grown else role, kind)


def family_name(adults: Iterable[str], others: Iterable[str]) -> str:
    """Return what a new family will be called: the surnames of its adults, else of the others; never a first name.

    The database calls it so once they have joined (``people/migrations/sight.sql``),
    and leaves out people who are hidden elsewhere.
    """
    found = [list(dict.fromkeys(each.strip() for each in names if each.strip())) for names in (adults, others)]
    surnames = found[0] or found[1]
    together = [", ".join(surnames[:-1]), surnames[-1]] if len(surnames) > 1 else surnames
    return " and ".join(together)[:160] or "Name not known"
