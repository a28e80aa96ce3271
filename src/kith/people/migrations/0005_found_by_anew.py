from django.db import migrations


class Migration(migrations.Migration):
    """What people are found by has changed: names in other scripts, one name, names written together.

    The keys are thrown away here and written anew from the record as soon as all migrations are done (``apps.py``).
    """

    dependencies = [("people", "0004_asked_once")]
    operations = [
        migrations.RunSQL(
            "delete from people_matchkey; delete from people_nameword",
            migrations.RunSQL.noop,
        ),
    ]
