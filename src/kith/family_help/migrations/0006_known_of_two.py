import django.db.models.deletion
from django.db import migrations, models

from kith.access.policies import of_family, repolicy

# What is known of one may name another; where somebody learns is hidden with where they live.
KNOWN = (
    of_family("assessment", person=("person_id", "other_id"))
    + " and (label <> 'School' or person_id not in (select access_people_without_addresses()))"
)


class Migration(migrations.Migration):
    """A fact that names two persons is hidden with either."""

    dependencies = [
        ("family_help", "0005_restriction_wins"),
        ("people", "0010_sight"),
    ]

    operations = [
        migrations.AddField(
            model_name="knownfact",
            name="other",
            field=models.ForeignKey(
                help_text="Who else the fact names",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="knownfactevent",
            name="other",
            field=models.ForeignKey(
                db_constraint=False,
                help_text="Who else the fact names",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.person",
            ),
        ),
        *repolicy("family_help_knownfact", KNOWN),
    ]
