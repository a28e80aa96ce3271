"""What a worry of the demonstration is made of.

In the texts ``{child}`` is the child most spoken of, ``{adult}`` the parent or carer at home, ``{other}`` the other parent or a
relative, ``{school}`` the school or nursery.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class GoalStory:
    """A need, the goal in the family's words, how everybody will know, and who does what (side, words)."""

    need: str
    goal: str
    outcome: str
    actions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Theme:
    """One kind of worry. ``need`` and ``factors`` are DfE codes; ``weight`` is its share in hundredths."""

    slug: str
    need: str
    weight: int
    factors: tuple[str, ...]
    worries: tuple[str, ...]
    police: str
    strengths: tuple[str, ...]
    tried: tuple[str, ...]
    wanted: tuple[str, ...]
    child_words: tuple[str, ...]
    goals: tuple[GoalStory, ...]
    paragraphs: tuple[str, ...]
    analysis: tuple[str, ...]
    change: str


def goal(need: str, goal: str, outcome: str, *actions: str) -> GoalStory:
    """Return a goal whose actions are written ``side: words``."""
    pairs = tuple((side.strip(), words.strip()) for side, _, words in (action.partition(":") for action in actions))
    return GoalStory(need, goal, outcome, pairs)
