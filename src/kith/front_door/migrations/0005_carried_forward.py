from django.db import migrations

CARRY = """
select set_config('pghistory.context_metadata', '{"kind": "service", "actor": "migration", "purpose": "carried forward"}', true),
       set_config('pghistory.context_id', gen_random_uuid()::text, true);
insert into family_help_statement (id, area_id, family_id, origin, person_id, about, words, source, said_on, carried_at)
select gen_random_uuid(), request.area_id, helped.family_id, request.id, null, said.about, said.words,
       left(coalesce(nullif(concat_ws(', ', nullif(sender.name, ''), nullif(sender.role, ''), nullif(sender.organisation, '')), ''),
            'Not given'), 160),
       (request.received_at at time zone 'Europe/London')::date, coalesce(request.decided_at, request.received_at)
from front_door_request request
join front_door_requestsender sender on sender.request_id = request.id
join lateral (
  select distinct episode.family_id from front_door_decision decision
  join family_help_episode episode on episode.id = decision.episode_id
  where decision.request_id = request.id and decision.in_force
) helped on true
cross join lateral (values ('worries', request.worries), ('strengths', request.strengths), ('tried', request.tried),
  ('wanted', request.wanted), ('family_views', request.family_views), ('child_views', request.child_views)) said (about, words)
where trim(said.words) <> '' and (request.kind = 'professional' or (sender.may_be_named = 'yes' and request.kind <> 'anonymous'))
on conflict do nothing
"""
"""What was said in requests decided before, where the sender may be named. Of the others the program takes out what names them
(``services.carrying``), which a statement of the database cannot: they stay at the front door."""


class Migration(migrations.Migration):
    """What was said in requests that were decided already goes with their families too."""

    dependencies = [("front_door", "0004_match_too_little"), ("family_help", "0007_statements")]
    operations = [migrations.RunSQL(CARRY, migrations.RunSQL.noop)]
