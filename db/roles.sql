-- Two roles for a database that is Rekey's alone: the owner migrates (MIGRATE_DATABASE_URL), the app reads and writes
-- rows and can change nothing else (DATABASE_URL). Run by a superuser with psql 14 or newer, before the first start or
-- later; running it again changes nothing but the passwords that are given:
--
--   OWNER_PASSWORD=… APP_PASSWORD=… psql -d rekey -f db/roles.sql
--
-- Other names: -v owner=… -v app=… . A password that is not given stays as it is. Where the server logs statements,
-- give none here and set both with psql's \password, which sends no plain text.

\set ON_ERROR_STOP on
\if :{?owner}
\else
  \set owner rekey_owner
\endif
\if :{?app}
\else
  \set app rekey_app
\endif
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
begin;

select format('create role %I', name)
from unnest(array[:'owner', :'app']) as name
where to_regrole(quote_ident(name)) is null \gexec

-- A role that can be more than this script gives it would make the rest worthless.
select format('do $do$ begin raise exception using message = %L; end $do$', rolname || ' is too mighty: choose another role')
from pg_roles
where rolname in (:'owner', :'app') and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)
  or rolname = :'app' and pg_has_role(oid, :'owner', 'member') \gexec

alter role :"owner" login;
alter role :"app" login;
\if :{?owner_password}
alter role :"owner" password :'owner_password';
\endif
\if :{?app_password}
alter role :"app" password :'app_password';
\endif
-- What Rekey asks for when it connects, for the pooler that does not pass that on.
alter role :"app" set statement_timeout = '5s';
alter role :"app" set idle_in_transaction_session_timeout = '10s';

-- The database, and what an earlier version of it holds, belong to the owner.
alter database :"DBNAME" owner to :"owner";
create schema if not exists drizzle;
alter schema drizzle owner to :"owner";
select format('alter table %I.%I owner to %I', schemaname, tablename, :'owner')
from pg_tables
where schemaname in ('public', 'drizzle') and tableowner <> :'owner' \gexec

-- Nobody else comes in, and nobody but the owner makes anything, temporary tables included.
revoke all on database :"DBNAME" from public, :"app";
revoke all on schema public, drizzle from public, :"app";
revoke all on all tables in schema public, drizzle from public, :"app";
grant create, usage on schema public to :"owner";

grant connect on database :"DBNAME" to :"app";
grant usage on schema public, drizzle to :"app";
grant select, insert, update, delete on all tables in schema public to :"app";
grant usage on all sequences in schema public to :"app";
-- Which migrations have run, to answer /readyz.
grant select on all tables in schema drizzle to :"app";

-- The same for the tables of migrations to come.
alter default privileges for role :"owner" in schema public grant select, insert, update, delete on tables to :"app";
alter default privileges for role :"owner" in schema public grant usage on sequences to :"app";
alter default privileges for role :"owner" in schema drizzle grant select on tables to :"app";
commit;
