"""Which rule of sight holds for the rows of this room, from what they are: random worlds fill the tables and compare."""

from tests.worlds.sight import Rule

OF_EPISODE = Rule("family", "episode")
RULES = {
    "lending_loan": OF_EPISODE,
    "lending_borrower": Rule("family", "episode", persons=("person_id",)),
    "lending_check": OF_EPISODE,
    "lending_delivery": OF_EPISODE,
    "lending_reminder": OF_EPISODE,
    "lending_damage": OF_EPISODE,
}
