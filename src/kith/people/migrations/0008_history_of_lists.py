from django.db import migrations

from kith.access.policies import IN_AREA

HISTORIES = (
    "othername identifier address contactdetail protection hazard familymember relationship tie professional riskstatement merge"
    " possibleduplicate imported"
).split()


class Migration(migrations.Migration):
    """A row of history is written by trigger, after the row it tells of passed its own policy: asking again doubles the time of a list.

    Who may read history stays as it was.
    """

    dependencies = [("people", "0007_every_record")]
    operations = [
        *(
            migrations.RunSQL(f"alter policy app on people_{name}event with check ({IN_AREA})", migrations.RunSQL.noop)
            for name in HISTORIES
        ),
        # Inside a long import the planner knows nothing yet of the rows just written, and would look through all of them each time.
        migrations.RunSQL(
            "create function people_count_rows() returns void language plpgsql volatile security definer set search_path = public as $$"
            " begin perform access_acting(); analyze people_person; end $$",
            migrations.RunSQL.noop,
        ),
    ]
