-- The two logins and their database. psql runs it as a superuser, any number of times;
-- the embedded server and the containers both start from here.
--
-- rollbook_owner owns the database, migrates it, backs it up and makes test databases.
-- rollbook_app is the application's: it owns nothing and row-level security binds it.
--
-- rollbook_retention nobody signs in with: it owns the one function that removes entries
-- when their time is over. The owner is a member of it to hand that function over.

\getenv owner_password ROLLBOOK_OWNER_PASSWORD
\getenv app_password ROLLBOOK_APP_PASSWORD

select format('create role %I', name)
from unnest(array['rollbook_owner', 'rollbook_app', 'rollbook_retention']) as name
where not exists (select from pg_roles where rolname = name)
\gexec

alter role rollbook_owner with login nosuperuser nobypassrls nocreaterole noreplication
  createdb password :'owner_password';
alter role rollbook_app with login nosuperuser nobypassrls nocreaterole noreplication
  nocreatedb password :'app_password';
alter role rollbook_retention with nologin nosuperuser nobypassrls nocreaterole
  noreplication nocreatedb;
grant rollbook_retention to rollbook_owner with inherit false, set true;

-- It may end the application's sessions: a database that is in use cannot be dropped.
grant pg_signal_backend to rollbook_owner;

-- A request that has lost its way must not hold the rows of a school.
alter role rollbook_app set idle_in_transaction_session_timeout = '60s';
alter role rollbook_app set lock_timeout = '10s';

select 'create database rollbook owner rollbook_owner'
where not exists (select from pg_database where datname = 'rollbook')
\gexec

-- In template1 too, so that every test database is born with them.
\connect template1
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
\connect rollbook
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
