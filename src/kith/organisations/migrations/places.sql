-- Sight follows from a person's place here (access_begin), so places are written only while an administrator of the area acts, or the
-- service by which commands administer it: both hold 'may_administer' (access.sight). What refuses is said to the person (KH001).
-- These run as whoever writes, and let the owner pass: migrations, and functions that run as the owner and have checked the actor.

create function organisations_refuse(words text) returns void language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception '%', words using errcode = 'KH001';
end $$;

-- Refuses everyone who administers nothing; nobody may be without identity.
create function organisations_ask_administrator() returns void language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform access_acting();
  if not 'may_administer' = any(access_parts()) then
    perform organisations_refuse('Only an administrator of this area may change who works here and what they may do. Ask one.');
  end if;
end $$;

create function organisations_signs_in(who uuid) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from organisations_practitioner p join organisations_user u on u.id = p.user_id where p.id = who and u.is_active)
$$;

-- Places and capabilities: they begin in the administrator's own area, and end there; also elsewhere for someone who has left, whose
-- sign-in is closed already. What gave sight until today is not made to look as if it had not.
create function organisations_place_written() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  -- As JSON, so that both tables are asked alike; what a table has not is null.
  was jsonb := to_jsonb(old);
  becomes jsonb := to_jsonb(new);
  today date;
  only_ends boolean;
begin
  if pg_has_role(current_user, 'kith_owner', 'usage') then
    return coalesce(new, old);
  end if;
  perform organisations_ask_administrator();
  today := access_today();
  if access_practitioner()::text in (was ->> 'practitioner_id', becomes ->> 'practitioner_id') then
    perform organisations_refuse('You cannot change your own places. Ask another administrator.');
  end if;
  only_ends := case tg_op
    when 'INSERT' then false
    when 'DELETE' then true
    else was - 'ends_on' = becomes - 'ends_on' and new.ends_on is not null and (old.ends_on is null or new.ends_on <= old.ends_on)
  end;
  if coalesce(becomes ->> 'area_id', was ->> 'area_id') <> access_area()::text
     and not (only_ends and not organisations_signs_in(old.practitioner_id)) then
    perform organisations_refuse('This belongs to another area. Ask an administrator there.');
  end if;
  if tg_op = 'UPDATE' and becomes <> was then
    if was - '{team_id,ends_on,evidence}'::text[] <> becomes - '{team_id,ends_on,evidence}'::text[] then
      perform organisations_refuse('Person, area, role and first day stay as they are. End this one and add another.');
    elsif old.ends_on < today then
      perform organisations_refuse('This is over and stays as it was. Add a new one.');
    elsif tg_table_name = 'organisations_membership' and new.ends_on is distinct from old.ends_on and new.ends_on < today - 1 then
      perform organisations_refuse('It held until today, so it cannot end earlier. End it at once.');
    end if;
  elsif tg_op = 'DELETE' and old.starts_on < today then
    perform organisations_refuse('It has lasted, so it is ended and not removed.');
  end if;
  return coalesce(new, old);
end $$;

create trigger a_written before insert or update or delete on organisations_membership
for each row execute function organisations_place_written();
create trigger a_written before insert or update or delete on organisations_capability
for each row execute function organisations_place_written();

-- A body of the hub leads the questions about a family to an agency or a team.
create function organisations_body_written() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if pg_has_role(current_user, 'kith_owner', 'usage') then
    return coalesce(new, old);
  end if;
  perform organisations_ask_administrator();
  if (tg_op <> 'INSERT' and old.area_id <> access_area()) or (tg_op <> 'DELETE' and new.area_id <> access_area()) then
    perform organisations_refuse('This belongs to another area. Ask an administrator there.');
  end if;
  return coalesce(new, old);
end $$;

create trigger a_written before insert or update or delete on organisations_hubbody
for each row execute function organisations_body_written();

-- Who signs in as whom, for which agency, qualified as what. A practitioner without a place sees nothing, so adding one is free.
create function organisations_practitioner_written() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if pg_has_role(current_user, 'kith_owner', 'usage') then
    return new;
  end if;
  perform organisations_ask_administrator();
  if new.id <> old.id or (old.user_id is not null and new.user_id is distinct from old.user_id) then
    perform organisations_refuse('A person keeps the sign-in they have. Invite the other person.');
  elsif old.id = access_practitioner() then
    perform organisations_refuse('You cannot change your own agency, profession or registration. Ask another administrator.');
  elsif not exists (select 1 from organisations_membership m where m.practitioner_id = old.id and m.area_id = access_area())
        and not exists (select 1 from organisations_agency_areas a where a.agency_id = old.agency_id and a.area_id = access_area()) then
    perform organisations_refuse('This person works in another area. Ask an administrator there.');
  end if;
  return new;
end $$;

create trigger a_written before update on organisations_practitioner
for each row when ((old.id, old.user_id, old.agency_id, old.profession, old.registration)
                   is distinct from (new.id, new.user_id, new.agency_id, new.profession, new.registration))
execute function organisations_practitioner_written();

-- Of what kind an agency is decides who is told whose record is restricted (access_restriction_explained).
create function organisations_agency_written() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if pg_has_role(current_user, 'kith_owner', 'usage') then
    return new;
  end if;
  perform organisations_ask_administrator();
  if not exists (select 1 from organisations_agency_areas a where a.agency_id = old.id and a.area_id = access_area()) then
    perform organisations_refuse('This agency works in another area. Ask an administrator there.');
  end if;
  return new;
end $$;

create trigger a_written before update on organisations_agency
for each row when ((old.id, old.kind) is distinct from (new.id, new.kind)) execute function organisations_agency_written();

-- A password and the last sign-in are the person's own. Whether they may sign in at all, and by which address, is not.
create function organisations_user_written() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  who uuid := (select p.id from organisations_practitioner p where p.user_id = old.id);
begin
  if pg_has_role(current_user, 'kith_owner', 'usage') then
    return new;
  end if;
  perform organisations_ask_administrator();
  if new.id <> old.id or new.is_staff or new.is_superuser then
    perform organisations_refuse('No one in Kith may walk past its rules.');
  elsif who = access_practitioner() then
    perform organisations_refuse('You cannot change your own sign-in. Ask another administrator.');
  elsif new.email <> old.email and access_kind() <> 'service' then
    perform organisations_refuse('The address that someone signs in with is changed by command: kith user email.');
  elsif new.is_active and not old.is_active and not exists (
      select 1 from organisations_membership m
      where m.practitioner_id = who and m.area_id = access_area() and (m.ends_on is null or m.ends_on >= access_today())) then
    perform organisations_refuse('They have no place in this area. Invite them again.');
  end if;
  return new;
end $$;

create trigger a_written before update on organisations_user
for each row when ((old.id, old.email, old.is_active, old.is_staff, old.is_superuser)
                   is distinct from (new.id, new.email, new.is_active, new.is_staff, new.is_superuser))
execute function organisations_user_written();
