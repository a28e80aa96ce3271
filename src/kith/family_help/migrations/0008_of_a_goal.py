from django.db import migrations

from kith.access.policies import of_family, repolicy

# A set asked once for a statement: a look at the goal of each row would read all goals from end to end on a page of many.
HIDDEN_GOALS = """
create function family_help_hidden_goals() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select g.id from family_help_goal g where g.person_id in (select access_hidden_people())
$$;
grant execute on function family_help_hidden_goals() to kith_app;
"""
GOAL = " and goal_id not in (select family_help_hidden_goals())"


class Migration(migrations.Migration):
    """What belongs to a goal is hidden with it."""

    dependencies = [("family_help", "0007_days_of_a_basis")]
    operations = [
        migrations.RunSQL(HIDDEN_GOALS, migrations.RunSQL.noop),
        *repolicy("family_help_action", of_family("plan", person="owner_person_id") + GOAL),
        *repolicy("family_help_goalprogress", of_family("plan") + GOAL),
    ]
