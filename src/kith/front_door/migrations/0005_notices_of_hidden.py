from django.db import migrations

from kith.access.policies import IN_AREA, sees_part

NOTICE = (
    f"{IN_AREA} and (practitioner_id = (select access_practitioner())"
    f" or (practitioner_id is null and {sees_part(repr('duty_alert'))})"
    f" or ({sees_part(repr('front_door'))} and kind <> 'restricted'))"
    " and (family_id is null or family_id not in (select access_hidden_families()))"
)


class Migration(migrations.Migration):
    """News of a family that was restricted since is hidden with it, also from whoever had it before."""

    dependencies = [("front_door", "0004_hub_agencies"), ("access", "0008_guard_sight")]
    operations = [
        migrations.RunSQL(f"alter policy app on {table} using ({NOTICE}) with check ({IN_AREA})", migrations.RunSQL.noop)
        for table in ("front_door_notice", "front_door_noticeevent")
    ]
