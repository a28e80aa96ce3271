"""The only place that knows everyone: which handlers hear which facts, and which rooms tell of their open steps."""

from kith.family_help import handlers as family_help_handlers
from kith.family_help.queries import moves
from kith.family_help.queries import one_person as family_help_one_person
from kith.family_portal import one_person as family_portal_one_person
from kith.front_door import one_person as front_door_one_person
from kith.kernel.facts import on
from kith.people import elsewhere
from kith.people.facts import PeopleMerging
from kith.practice_model import steps


def connect() -> None:
    """List every handler and every finder. Called once, when Django is ready."""
    steps.register("episode", moves.open_episodes_on)
    steps.register("assessment", moves.open_assessments_on)
    steps.register("plan", moves.open_plans_on)
    on(PeopleMerging, family_help_handlers.keep_one_episode)
    elsewhere.register_obstacles("family_help", family_help_one_person.in_the_way)
    elsewhere.register_held("family_help", family_help_one_person.held_about)
    elsewhere.register_held("family_portal", family_portal_one_person.held_about)
    elsewhere.register_held("front_door", front_door_one_person.held_about)
