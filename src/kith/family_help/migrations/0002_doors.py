from pathlib import Path

from django.db import migrations

from kith.access.policies import IN_AREA, Guard, of_family

FUNCTIONS = (Path(__file__).parent / "functions.sql").read_text()

GOAL = " and goal_id not in (select family_help_hidden_goals())"
# What is known of one may name another; where somebody learns is hidden with where they live.
KNOWN = (
    of_family("assessment", person=("person_id", "other_id"))
    + " and (label <> 'School' or person_id not in (select access_people_without_addresses()))"
)
SEEN = {
    "episode": of_family("episode"),
    "episodechild": of_family("episode", person=True),
    "basisofhelp": of_family("episode", person=True),
    "leadassignment": of_family("episode"),
    "oversight": of_family("episode"),
    "childworker": of_family("episode", person=True),
    "stepdecision": of_family("episode"),
    "childstep": of_family("episode", person=True),
    "grantstep": of_family("episode"),
    "assessment": of_family("assessment"),
    "assessmentsection": of_family("assessment"),
    "assessmentmember": of_family("assessment", person=True),
    "knownfact": KNOWN,
    "childseen": of_family("assessment", person=True),
    "childwords": of_family("assessment", person=True),
    "assessedneed": of_family("assessment", person=True),
    "plan": of_family("plan"),
    "planchild": of_family("plan", person=True),
    "goal": of_family("plan", person=True),
    # What belongs to a goal is hidden with it.
    "action": of_family("plan", person="owner_person_id") + GOAL,
    "planreview": of_family("plan"),
    "goalprogress": of_family("plan") + GOAL,
    "planshare": of_family("plan", person=True),
}
OF_A_PERSON = {
    "episodechild", "basisofhelp", "childworker", "childstep", "assessmentmember", "childseen", "childwords", "planchild",
    "planshare",
}  # fmt: skip
OF_AN_EPISODE = [
    "episodechild", "leadassignment", "oversight", "stepdecision", "assessment", "childwords", "plan", "modelmove",
]  # fmt: skip


class Migration(migrations.Migration):
    """Whatever is about a person is hidden with them, also from a partner to whom the family was granted."""

    dependencies = [("family_help", "0001_tables"), ("people", "0002_doors")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        *(Guard(f"family_help_{table}", using, family=True, person=table in OF_A_PERSON) for table, using in SEEN.items()),
        # A version keeps the whole text, with what was about each of them.
        *(
            Guard(
                f"family_help_{part}version",
                of_family(part, whole=True),
                check=of_family(part),
                family=True,
                append_only=True,
                history=False,
            )
            for part in ("assessment", "plan")
        ),
        Guard("family_help_dangeralert", of_family("identity"), check=IN_AREA, family=True),
        Guard("family_help_modelmove", of_family("episode"), family=True, append_only=True, history=False),
        *(
            migrations.RunSQL(
                f"alter table family_help_{table} add constraint family_help_{table}_of_episode"
                " foreign key (episode_id, family_id) references family_help_episode (id, family_id)",
                migrations.RunSQL.noop,
            )
            for table in OF_AN_EPISODE
        ),
    ]
