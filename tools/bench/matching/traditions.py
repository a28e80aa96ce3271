"""The thirteen naming traditions, and how much of the register each is."""

from collections.abc import Callable
from functools import lru_cache
from random import Random

from bench.matching.african_asian import arabic, chinese_vietnamese, sikh_hindu, somali, south_asian_muslim, west_african
from bench.matching.european import british_like, portuguese_spanish, romanian, slavic
from bench.matching.naming import House

SHARES = {
    "british": 0.565,
    "irish": 0.035,
    "welsh": 0.03,
    "black_caribbean": 0.03,
    "south_asian_muslim": 0.1,
    "sikh_hindu": 0.06,
    "slavic": 0.045,
    "romanian": 0.03,
    "west_african": 0.035,
    "arabic": 0.025,
    "somali": 0.012,
    "chinese_vietnamese": 0.015,
    "portuguese_spanish": 0.018,
}
"""How much of the register each tradition is: roughly as in England's towns."""

ESTIMATED_BIRTHDAYS = {"somali": 0.1, "arabic": 0.06, "south_asian_muslim": 0.02, "west_african": 0.01}
"""How often a date of birth is 1 January because nobody wrote the day down."""


@lru_cache(maxsize=1)
def houses() -> dict[str, Callable[[Random], House]]:
    """Return, by tradition, what names one more family."""
    return {
        "british": british_like("british", tail=0.45, flat=14),
        "irish": british_like("irish", tail=0.02, flat=14),
        "welsh": british_like("welsh", tail=0.1, flat=1.2),
        "black_caribbean": british_like("black_caribbean", tail=0.12, flat=10),
        "south_asian_muslim": south_asian_muslim(),
        "sikh_hindu": sikh_hindu(),
        "slavic": slavic(),
        "romanian": romanian(),
        "west_african": west_african(),
        "arabic": arabic(),
        "somali": somali(),
        "chinese_vietnamese": chinese_vietnamese(),
        "portuguese_spanish": portuguese_spanish(),
    }
