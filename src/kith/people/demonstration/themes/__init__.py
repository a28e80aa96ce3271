"""What worries the families of the demonstration: short plain accounts, made up, several to each kind of worry."""

from kith.people.demonstration.themes.beginnings import BABY, BEFORE_BIRTH
from kith.people.demonstration.themes.harm import ALCOHOL, DOMESTIC_ABUSE, EXPLOITATION, NEGLECT
from kith.people.demonstration.themes.strain import BEHAVIOUR, CONFLICT, STRESS
from kith.people.demonstration.themes.theme import GoalStory, Theme
from kith.people.demonstration.themes.want import ABSENT_PARENT, DISABILITY, MONEY, PARENTAL_HEALTH, SELF_HARM

__all__ = ["BABY", "BEFORE_BIRTH", "DOMESTIC_ABUSE", "THEMES", "YOUNGEST", "GoalStory", "Theme"]

THEMES: tuple[Theme, ...] = (
    DOMESTIC_ABUSE,
    NEGLECT,
    ALCOHOL,
    EXPLOITATION,
    CONFLICT,
    BEHAVIOUR,
    STRESS,
    DISABILITY,
    PARENTAL_HEALTH,
    ABSENT_PARENT,
    MONEY,
    SELF_HARM,
)

YOUNGEST = {
    "domestic_abuse": 4,
    "neglect": 5,
    "alcohol": 6,
    "exploitation": 12,
    "conflict": 5,
    "behaviour": 10,
    "stress": 5,
    "disability": 4,
    "parental_health": 7,
    "kinship": 4,
    "money": 5,
    "self_harm": 12,
}
"""How old the child most spoken of is at least, by theme. Families with younger children only have the theme ``baby``."""
