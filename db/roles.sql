-- Creates two roles for a database that only Rekey uses: the owner migrates (MIGRATE_DATABASE_URL); the app reads and
-- writes rows, but only adds to the record of what operators did, and can change nothing else (DATABASE_URL). Run this as a
-- superuser with psql 14 or newer, before the first start, or later. Run it again after you restore a database, because pg_restore does not restore the rights on the database
-- itself. Running it again changes only the passwords that you pass:
--
--   OWNER_PASSWORD=… APP_PASSWORD=… psql -d rekey -f db/roles.sql
--
-- For other names, add -v owner=… -v app=… . A password that you do not pass stays as it is. If the server logs
-- statements, pass none and set both with psql's \password, which does not send them in plain text.

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

-- The limits set below would be worthless for a role that already has more rights.
select format('do $do$ begin raise exception using message = %L; end $do$', rolname || ' already has more rights than this script grants. Choose another role.')
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
-- Rekey sets these when it connects, but a pooler may not pass them on.
alter role :"app" set statement_timeout = '5s';
alter role :"app" set idle_in_transaction_session_timeout = '10s';

-- The database belongs to the owner, and so do the tables that Rekey created before this script ran.
alter database :"DBNAME" owner to :"owner";
create schema if not exists drizzle;
alter schema drizzle owner to :"owner";
select format('alter table %I.%I owner to %I', schemaname, tablename, :'owner')
from pg_tables
where schemaname in ('public', 'drizzle') and tableowner <> :'owner' \gexec
-- Its trigger functions too; those of an extension belong to that.
select format('alter function %s owner to %I', proc.oid::regprocedure, :'owner')
from pg_proc proc
where pronamespace = 'public'::regnamespace and proowner <> :'owner'::regrole
  and not exists (select from pg_depend where objid = proc.oid and classid = 'pg_proc'::regclass and deptype = 'e') \gexec

-- Nobody else can connect, and only the owner can create anything, including temporary tables.
revoke all on database :"DBNAME" from public, :"app";
revoke all on schema public, drizzle from public, :"app";
revoke all on all tables in schema public, drizzle from public, :"app";
grant create, usage on schema public to :"owner";

grant connect on database :"DBNAME" to :"app";
grant usage on schema public, drizzle to :"app";
grant select, insert, update, delete on all tables in schema public to :"app";
grant usage on all sequences in schema public to :"app";
-- What operators did: the app adds acts and reads them, and cannot change or remove them. A migration does the same when it
-- creates the table.
select format('revoke update, delete on public.operator_acts from %I', :'app')
where to_regclass('public.operator_acts') is not null \gexec
-- The app reads which migrations have run, to answer /readyz.
grant select on all tables in schema drizzle to :"app";

-- The same for tables that later migrations create.
alter default privileges for role :"owner" in schema public grant select, insert, update, delete on tables to :"app";
alter default privileges for role :"owner" in schema public grant usage on sequences to :"app";
alter default privileges for role :"owner" in schema drizzle grant select on tables to :"app";
commit;
