from django.db import migrations

from kith.access.policies import of_family, repolicy

PERSONS = {
    "episodechild": "episode",
    "basisofhelp": "episode",
    "childworker": "episode",
    "childstep": "episode",
    "assessmentmember": "assessment",
    "childseen": "assessment",
    "childwords": "assessment",
    "assessedneed": "assessment",
    "planchild": "plan",
    "planshare": "plan",
    "goal": "plan",
}


class Migration(migrations.Migration):
    """Whatever is about a person is hidden with them, also from a partner to whom the family was granted."""

    dependencies = [("family_help", "0004_guard_moves"), ("people", "0010_sight")]
    operations = [
        *[
            operation
            for table, part in PERSONS.items()
            for operation in repolicy(f"family_help_{table}", of_family(part, person=True))
        ],
        *repolicy("family_help_action", of_family("plan", person="owner_person_id")),
        # A version keeps the whole text, with what was about each of them.
        *repolicy("family_help_assessmentversion", of_family("assessment", whole=True), history=False),
        *repolicy("family_help_planversion", of_family("plan", whole=True), history=False),
    ]
