-- Makes the role that Rekey rotates with, and lets it change the roles named. Run it once, as an administrator,
-- and again whenever another group or login is to be rotated. It needs two settings, for example:
--   PGOPTIONS="-c rekey.rotator=rekey_rotator -c rekey.roles={orders,orders_a,orders_b}" psql -f postgres-rotator.sql
-- rekey.roles names each group role and each login role that exists already. Then set a password from the same
-- psql, which hashes it before it is sent:  \password rekey_rotator
-- What the rotator may do then: set passwords of these roles and of those it makes, allow and refuse their logins,
-- put new ones into the groups; see who is logged in; end sessions. It is no superuser, and neither reads nor
-- acts as any of these roles. Yet whoever sets a role's password can log in as it: guard the rotator's login so.
DO $rekey$
DECLARE
  rotator text := coalesce(nullif(current_setting('rekey.rotator', true), ''), 'rekey_rotator');
  roles text[] := coalesce(nullif(current_setting('rekey.roles', true), ''), '{}')::text[];
  administers_by_grant boolean := current_setting('server_version_num')::int >= 160000;
  named text;
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = rotator) THEN
    EXECUTE format('ALTER ROLE %I LOGIN CREATEROLE INHERIT', rotator);
  ELSE
    EXECUTE format('CREATE ROLE %I LOGIN CREATEROLE INHERIT', rotator);
  END IF;
  -- To see who is logged in, and to end their sessions.
  EXECUTE format('GRANT pg_read_all_stats, pg_signal_backend TO %I', rotator);
  -- To get in where a leaked login has taken every other place: set reserved_connections to 3 or more.
  IF administers_by_grant THEN
    BEGIN
      EXECUTE format('GRANT pg_use_reserved_connections TO %I', rotator);
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE NOTICE 'no right to GRANT pg_use_reserved_connections: a leaked login can take every place and keep Rekey out';
    END;
  END IF;
  -- From PostgreSQL 16 on, CREATEROLE reaches only roles that one administers; before, all but superusers.
  IF administers_by_grant THEN
    EXECUTE format('ALTER ROLE %I SET createrole_self_grant TO %L', rotator, '');
    FOREACH named IN ARRAY roles LOOP
      EXECUTE format('GRANT %I TO %I WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', named, rotator);
    END LOOP;
  END IF;
END
$rekey$;
