-- Free text names people. Whoever is hidden from a reader stays unnamed in the texts of the families that the reader does see.

-- Persons hidden from the actor who have, or had, a place in a family that is not. Records closed by adoption are kept apart by other
-- means: their family's texts name a child by a name that nobody bears any more.
create function access_people_withheld() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select m.person_id from people_familymember m
  where exists (select 1 from access_hidden_families())
    and m.person_id in (select access_hidden_people())
    and m.family_id not in (select access_hidden_families())
    and not exists (select 1 from people_person p where p.id = m.person_id and p.sealed)
$$;

-- A pattern that finds a name in plain text or in HTML: however it is spaced, with any apostrophe, with or without accents, with a hyphen
-- or an invisible character inside, and in the plural or the genitive.
create function people_name_pattern(name text) returns text language sql immutable parallel safe as $$
  select string_agg(case
      when c ~ '[\s-]' then '(?:\s|&nbsp;|-)*'
      when c in ('''', '’') then '(?:''|’|&#39;|&#x27;)?'
      when letters.found is not null then '[' || letters.found || ']\u00AD?[-\u200B-\u200D]?'
      else regexp_replace(c, '([][*+?^${}()|\\.])', '\\\1', 'g') || '\u00AD?[-\u200B-\u200D]?'
    end, '' order by n) || '(?:(?:''|’|&#39;|&#x27;)?s)?'
  from regexp_split_to_table(lower(trim(name)), '') with ordinality as each(c, n)
  left join lateral (
    select l as found from unnest(array['aàáâãäåā', 'cçćč', 'dďđ', 'eèéêëēėę', 'gğ', 'iìíîïīı', 'lł', 'nñńň', 'oòóôõöøō', 'rř',
      'sśšş', 'tť', 'uùúûüūů', 'yýÿ', 'zźžż']) as l
    where position(c in l) > 0 limit 1) as letters on true
$$;

-- Return the words without the names of people withheld from the actor. Whole names are taken out everywhere. A forename, or what
-- somebody is known as, is taken out in words about a family of theirs (of `families`, or of one of `persons`), unless somebody there
-- whom the actor does see, or the actor, bears it too. Returns null when nobody is withheld.
create function access_withhold(families uuid[], persons uuid[], words text) returns text language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  withheld uuid[] := array(select distinct access_people_withheld());
  here uuid[];
  pattern text;
begin
  if cardinality(withheld) = 0 then
    return null;
  end if;
  here := array(
    select f from unnest(families) as f
    union
    select m.family_id from people_familymember m where m.person_id = any(persons));
  with names as (
    select w.id, n.forename, n.surname from unnest(withheld) as w(id) join lateral (
      select p.forename, p.surname from people_person p where p.id in (select access_records_of(array[w.id]))
      union select p.known_as, p.surname from people_person p where p.id in (select access_records_of(array[w.id]))
      union select o.forename, o.surname from people_othername o where o.person_id in (select access_records_of(array[w.id]))
    ) as n on trim(n.forename) <> ''),
  borne as (
    select lower(unnest(array[p.forename, p.known_as])) as name
    from people_familymember m join people_person p on p.id = m.person_id
    where m.family_id = any(here) and not m.person_id = any(withheld)
    union
    select lower(split_part(a.name, ' ', 1)) from organisations_practitioner a where a.id = access_practitioner()),
  told as (
    select n.forename || ' ' || n.surname as name from names n where trim(n.surname) <> ''
    union select n.surname || ', ' || n.forename from names n where trim(n.surname) <> ''
    union select n.forename from names n
      where lower(n.forename) not in (select b.name from borne b where b.name is not null)
        and exists (select 1 from people_familymember m where m.person_id = n.id and m.family_id = any(here)))
  select string_agg(people_name_pattern(t.name), '|' order by length(t.name) desc) into pattern
  from told t where length(trim(t.name)) > 1;
  return case when pattern is null then words
    else regexp_replace(words, '(?<![[:alnum:]])(?:' || pattern || ')(?![[:alnum:]])', '[name withheld]', 'gi') end;
end $$;

-- Families that the actor sees in which somebody is withheld from them.
create function access_families_withheld() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select distinct m.family_id from people_familymember m
  where m.person_id in (select access_people_withheld()) and m.family_id not in (select access_hidden_families())
$$;

revoke execute on function access_people_withheld() from public;
revoke execute on function access_families_withheld() from public;
grant execute on function access_families_withheld() to kith_app;
revoke execute on function access_withhold(uuid[], uuid[], text) from public;
revoke execute on function people_name_pattern(text) from public;
grant execute on function access_withhold(uuid[], uuid[], text) to kith_app;
