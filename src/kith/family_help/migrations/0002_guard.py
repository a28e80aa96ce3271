from django.db import migrations

from kith.access.policies import IN_AREA, Guard, of_family

PART_OF_CHILD_TABLES = {
    "episodechild": "episode",
    "basisofhelp": "episode",
    "leadassignment": "episode",
    "oversight": "episode",
    "childworker": "episode",
    "stepdecision": "episode",
    "childstep": "episode",
    "grantstep": "episode",
    "assessment": "assessment",
    "assessmentsection": "assessment",
    "assessmentmember": "assessment",
    "knownfact": "assessment",
    "childseen": "assessment",
    "childwords": "assessment",
    "assessedneed": "assessment",
    "plan": "plan",
    "planchild": "plan",
    "goal": "plan",
    "action": "plan",
    "planreview": "plan",
    "goalprogress": "plan",
    "planshare": "plan",
}
WITH_PERSON = {
    "episodechild", "basisofhelp", "childworker", "childstep", "assessmentmember", "childseen", "childwords", "planchild",
    "planshare",
}  # fmt: skip
OF_EPISODE = [
    "episodechild", "leadassignment", "oversight", "stepdecision", "assessment", "childwords", "plan",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("family_help", "0001_initial"), ("people", "0002_guard")]
    operations = [
        Guard("family_help_episode", of_family("episode"), family=True),
        *[
            Guard(
                f"family_help_{table}",
                of_family(part, person=table in WITH_PERSON),
                family=True,
                person=table in WITH_PERSON,
            )
            for table, part in PART_OF_CHILD_TABLES.items()
        ],
        Guard(
            "family_help_assessmentversion",
            of_family("assessment"),
            family=True,
            append_only=True,
            history=False,
        ),
        Guard("family_help_planversion", of_family("plan"), family=True, append_only=True, history=False),
        Guard("family_help_dangeralert", of_family("identity"), check=IN_AREA, family=True),
        *[
            migrations.RunSQL(
                f"alter table family_help_{table} add constraint family_help_{table}_of_episode"
                " foreign key (episode_id, family_id) references family_help_episode (id, family_id)",
                f"alter table family_help_{table} drop constraint family_help_{table}_of_episode",
            )
            for table in OF_EPISODE
        ],
    ]
