-- Roles and databases of a real site. Run as a superuser on each zone's own server with
--   psql -v zone=core -v owner_secret=… -v app_secret=… -f roles.sql
-- The owner migrates; the application uses, never owns; nobody else connects.
\set owner 'kyosai_' :zone '_owner'
\set app 'kyosai_' :zone '_app'
\set database 'kyosai_' :zone
-- Whoever a rule of the control of money refuses stands in the server's log, without the row.
ALTER SYSTEM SET log_line_prefix = '%m [%p] %u@%d ';
ALTER SYSTEM SET log_error_verbosity = 'terse';
ALTER SYSTEM SET log_min_error_statement = 'panic';
SELECT pg_reload_conf() \gset
CREATE ROLE :"owner" LOGIN PASSWORD :'owner_secret';
CREATE ROLE :"app" LOGIN PASSWORD :'app_secret';
-- Sorted byte by byte: keys are compared millions of times a month.
CREATE DATABASE :"database" OWNER :"owner" TEMPLATE template0 LC_COLLATE 'C';
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE :"database" TO :"app";
\connect :"database"
ALTER SCHEMA public OWNER TO :"owner";
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"app";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"app";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO :"app";

-- The companies that read pictures of paper forms each sign in as themselves, to call a few
-- functions and read no table. Give them secrets before they are let in:
--   ALTER ROLE kyosai_vendor_a PASSWORD '…'
-- The core's vault of individual numbers has an owner nobody signs in as; only whoever makes the
-- core's tables may step into it.
SELECT :'zone' = 'core' AS is_core \gset
\if :is_core
CREATE ROLE kyosai_my_numbers NOLOGIN;
GRANT kyosai_my_numbers TO :"owner";
CREATE ROLE kyosai_keying NOLOGIN;
GRANT kyosai_keying TO :"owner";
CREATE ROLE kyosai_vendor_a LOGIN;
CREATE ROLE kyosai_vendor_b LOGIN;
GRANT CONNECT ON DATABASE :"database" TO kyosai_vendor_a, kyosai_vendor_b;
\endif
