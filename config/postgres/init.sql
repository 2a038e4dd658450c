-- Run once by PostgreSQL's image, when its folder of data is new.
-- Odoo's role owns its database and nothing more; the superuser is left without a password, so only a shell
-- in the container reaches it.
\set password `cat /run/secrets/db_password`
CREATE ROLE griddesk LOGIN PASSWORD :'password';
CREATE DATABASE griddesk OWNER griddesk TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
\connect griddesk
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
ALTER FUNCTION unaccent(text) IMMUTABLE;  -- Odoo asks for it before it indexes names
ALTER ROLE postgres PASSWORD NULL;
