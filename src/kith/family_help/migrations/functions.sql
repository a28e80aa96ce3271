-- A set asked once for a statement: a look at the goal of each row would read all goals from end to end on a page of many.
create function family_help_hidden_goals() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select g.id from family_help_goal g where g.person_id in (select access_hidden_people())
$$;

-- What is kept of a plan or an assessment is written by whoever works with the family, also by a worker from whom somebody is hidden.
-- They do not read such a version afterwards, since it tells of everybody, and they cannot count those before it.
create function family_help_number_version() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_table_name = 'family_help_planversion' then
    select coalesce(max(v.number), 0) + 1 into new.number from family_help_planversion v where v.plan_id = new.plan_id;
  else
    select coalesce(max(v.number), 0) + 1 into new.number from family_help_assessmentversion v where v.assessment_id = new.assessment_id;
  end if;
  return new;
end $$;

create trigger number_version before insert on family_help_planversion
for each row execute function family_help_number_version();
create trigger number_version before insert on family_help_assessmentversion
for each row execute function family_help_number_version();

grant execute on function family_help_hidden_goals() to kith_app;
