-- What each role may do in a fresh database. Run once by whoever may (the superuser of the cluster), before the first migration.
grant usage on schema public to kith_app, kith_records, kith_backup;
grant create, usage on schema public to kith_owner;
revoke create on schema public from public;
alter default privileges for role kith_owner grant select, insert, update, delete on tables to kith_app;
alter default privileges for role kith_owner grant usage, select on sequences to kith_app;
alter default privileges for role kith_owner grant select on tables to kith_backup;
alter default privileges for role kith_owner grant select on sequences to kith_backup;
