-- The database of a trial (compose.yaml): as docs/running/production.md says, with passwords that everybody knows.
create role kith_owner login createdb password 'trial';
create role kith_app login nosuperuser nobypassrls nocreatedb nocreaterole password 'trial';
create role kith_backup login bypassrls password 'trial';
create role kith_records nologin nobypassrls;
create database kith owner kith_owner encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C' template template0;
\connect kith
create extension pg_trgm;
create extension fuzzystrmatch;
create extension unaccent;
create extension btree_gist;
create extension citext;
grant usage on schema public to kith_app, kith_records, kith_backup;
grant create, usage on schema public to kith_owner;
revoke create on schema public from public;
alter default privileges for role kith_owner grant select, insert, update, delete on tables to kith_app;
alter default privileges for role kith_owner grant usage, select on sequences to kith_app;
alter default privileges for role kith_owner grant select on tables to kith_backup;
alter default privileges for role kith_owner grant select on sequences to kith_backup;
