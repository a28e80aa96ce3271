from django.db import migrations

from kith.access.policies import IN_AREA, sees_part

OF_REQUEST = (
    f"{IN_AREA} and {sees_part(repr('front_door'))} and exists (select 1 from front_door_request seen where seen.id = request_id)"
)
NOT_HIDDEN = "(person_id is null or person_id not in (select access_hidden_people()))"


def named(column: str) -> str:
    """SQL that is true when the actor sees the person of the request that a column leads to."""
    return f"({column} is null or exists (select 1 from front_door_requestperson named where named.id = {column}))"


POLICIES = {
    "requestperson": (f"{OF_REQUEST} and {NOT_HIDDEN}", IN_AREA),
    "requestrelationship": (
        f"{OF_REQUEST} and {named('from_person_id')} and {named('to_person_id')}",
        IN_AREA,
    ),
    "requestkey": (f"{OF_REQUEST} and {named('request_person_id')}", IN_AREA),
    "requestmatch": (
        f"{OF_REQUEST} and {named('request_person_id')} and exists (select 1 from people_person seen where seen.id = person_id)",
        IN_AREA,
    ),
    "decision": (f"{OF_REQUEST} and {named('request_person_id')}", OF_REQUEST),
    "handover": (
        f"{OF_REQUEST} and exists (select 1 from front_door_decision made where made.id = decision_id)",
        OF_REQUEST,
    ),
}
NO_HISTORY = {"requestkey"}

# Asked as the owner: a duty role that does not read requests is told of danger all the same.
HIDDEN_REQUESTS = """
create function front_door_hidden_requests() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select r.id from front_door_request r where r.family_id in (select access_hidden_families())
$$;
grant execute on function front_door_hidden_requests() to kith_app;
"""
NOTICE = (
    f"{IN_AREA} and (practitioner_id = (select access_practitioner())"
    f" or (practitioner_id is null and {sees_part(repr('duty_alert'))})"
    f" or ({sees_part(repr('front_door'))} and kind <> 'restricted'))"
    " and (family_id is null or family_id not in (select access_hidden_families()))"
    " and (request_id is null or request_id not in (select front_door_hidden_requests()))"
)


class Migration(migrations.Migration):
    """Somebody of a request who is a hidden person is hidden with what was decided about them; the request itself is not."""

    dependencies = [("front_door", "0010_hub_team_answers"), ("people", "0010_sight")]
    operations = [
        migrations.RunSQL(HIDDEN_REQUESTS, migrations.RunSQL.noop),
        *[
            migrations.RunSQL(
                f"alter policy app on front_door_{table}{kind} using ({using}) with check ({check})",
                migrations.RunSQL.noop,
            )
            for table, (using, check) in POLICIES.items()
            for kind in (("",) if table in NO_HISTORY else ("", "event"))
        ],
        *[
            migrations.RunSQL(f"alter policy app on {table} using ({NOTICE}) with check ({IN_AREA})", migrations.RunSQL.noop)
            for table in ("front_door_notice", "front_door_noticeevent")
        ],
    ]
