package dev.rekey.activities.target.postgres;

/** The query of {@link GrantComparison}. Every catalog in it is readable by everybody. */
final class GrantQuery {
  /** PostgreSQL 15 and later. */
  static final String PARAMETERS =
      """
      UNION ALL SELECT paracl FROM pg_parameter_acl WHERE d.classid = 'pg_parameter_acl'::regclass
        AND oid = d.objid
      """;

  /** Takes the first role's name twice, then the second's. */
  static final String TEXT =
      """
      WITH r AS MATERIALIZED (
        SELECT rolname = ? AS first, * FROM pg_roles WHERE rolname IN (?, ?)
      ), dep AS MATERIALIZED (
        SELECT r.first, r.oid AS role, d.*, d.dbid IN (0, here.oid) AS near
        FROM r JOIN pg_shdepend d ON d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid
          CROSS JOIN (SELECT oid FROM pg_database WHERE datname = current_database()) AS here
      ), acls AS (
        SELECT DISTINCT d.first, d.role, d.classid, d.objid, d.objsubid, x.acl
        FROM dep d CROSS JOIN LATERAL (
          SELECT relacl FROM pg_class WHERE d.classid = 'pg_class'::regclass
            AND d.objsubid = 0 AND oid = d.objid
          UNION ALL SELECT attacl FROM pg_attribute WHERE d.classid = 'pg_class'::regclass
            AND d.objsubid <> 0 AND attrelid = d.objid AND attnum = d.objsubid
          UNION ALL SELECT nspacl FROM pg_namespace WHERE d.classid = 'pg_namespace'::regclass
            AND oid = d.objid
          UNION ALL SELECT datacl FROM pg_database WHERE d.classid = 'pg_database'::regclass
            AND oid = d.objid
          UNION ALL SELECT proacl FROM pg_proc WHERE d.classid = 'pg_proc'::regclass AND oid = d.objid
          UNION ALL SELECT typacl FROM pg_type WHERE d.classid = 'pg_type'::regclass AND oid = d.objid
          UNION ALL SELECT lanacl FROM pg_language WHERE d.classid = 'pg_language'::regclass
            AND oid = d.objid
          UNION ALL SELECT srvacl FROM pg_foreign_server WHERE d.classid = 'pg_foreign_server'::regclass
            AND oid = d.objid
          UNION ALL SELECT fdwacl FROM pg_foreign_data_wrapper
            WHERE d.classid = 'pg_foreign_data_wrapper'::regclass AND oid = d.objid
          UNION ALL SELECT spcacl FROM pg_tablespace WHERE d.classid = 'pg_tablespace'::regclass
            AND oid = d.objid
          UNION ALL SELECT defaclacl FROM pg_default_acl WHERE d.classid = 'pg_default_acl'::regclass
            AND oid = d.objid
          UNION ALL SELECT lomacl FROM pg_largeobject_metadata
            WHERE d.classid = 'pg_largeobject'::regclass AND oid = d.objid
          /* parameters */
        ) AS x (acl)
        WHERE d.deptype = 'a' AND d.near
      ), facts (first, copied, what, digest) AS (
        SELECT r.first, a.copied, a.what, '' FROM r CROSS JOIN LATERAL (VALUES
          (true, CASE WHEN NOT rolinherit THEN 'NOINHERIT' END),
          (true, CASE WHEN rolconnlimit <> -1 THEN 'CONNECTION LIMIT ' || rolconnlimit END),
          (true, 'VALID UNTIL ' || nullif(rolvaliduntil, 'infinity')),
          (false, CASE WHEN rolsuper THEN 'SUPERUSER' END),
          (false, CASE WHEN rolcreaterole THEN 'CREATEROLE' END),
          (false, CASE WHEN rolcreatedb THEN 'CREATEDB' END),
          (false, CASE WHEN rolreplication THEN 'REPLICATION' END),
          (false, CASE WHEN rolbypassrls THEN 'BYPASSRLS' END)) AS a (copied, what)
        WHERE a.what IS NOT NULL
        UNION ALL
        SELECT r.first, false, 'membership in ' || g.rolname::text,
          (to_jsonb(m) - '{oid,roleid,member,grantor}'::text[])::text
        FROM r JOIN pg_auth_members m ON m.member = r.oid JOIN pg_roles g ON g.oid = m.roleid
        UNION ALL
        SELECT r.first, true, 'its own setting of ' || split_part(c, '=', 1)
          || coalesce(' in database ' || d.datname, ''), c
        FROM r JOIN pg_db_role_setting s ON s.setrole = r.oid
          LEFT JOIN pg_database d ON d.oid = s.setdatabase CROSS JOIN unnest(s.setconfig) AS c
        UNION ALL
        SELECT r.first, false, 'a security label of ' || l.provider, l.label
        FROM r JOIN pg_shseclabel l ON l.classoid = 'pg_authid'::regclass AND l.objoid = r.oid
        UNION ALL
        SELECT a.first, false, e.privilege_type
          || CASE WHEN e.is_grantable THEN ' with grant option' ELSE '' END || ' on '
          || pg_describe_object(a.classid, a.objid, a.objsubid), ''
        FROM acls a CROSS JOIN LATERAL aclexplode(a.acl) AS e WHERE e.grantee = a.role
        UNION ALL
        SELECT r.first, false, 'a user mapping for server ' || u.srvname, ''
        FROM r JOIN pg_user_mappings u ON u.umuser = r.oid
        UNION ALL
        SELECT r.first, false, 'default privileges for what it makes'
          || coalesce(' in schema ' || n.nspname, ''),
          concat_ws(' ', d.defaclobjtype, e.privilege_type, e.is_grantable,
            CASE e.grantee WHEN r.oid THEN 'itself' ELSE e.grantee::text END)
        FROM r JOIN pg_default_acl d ON d.defaclrole = r.oid
          LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
          CROSS JOIN LATERAL aclexplode(d.defaclacl) AS e
        UNION ALL
        SELECT d.first, false,
          CASE d.deptype WHEN 'o' THEN 'ownership of ' WHEN 'a' THEN 'privileges on '
            WHEN 'r' THEN 'a part in ' ELSE 'an entry in ' END
          || CASE WHEN d.near THEN pg_describe_object(d.classid, d.objid, d.objsubid)
            ELSE 'something in database ' || (SELECT datname FROM pg_database WHERE oid = d.dbid) END,
          concat_ws(' ', d.classid, d.objid, d.objsubid)
        FROM dep d
        WHERE NOT (d.near AND (d.deptype = 'a'
          OR d.classid IN ('pg_user_mapping'::regclass, 'pg_default_acl'::regclass)
          OR starts_with(coalesce(
            (pg_identify_object(d.classid, d.objid, d.objsubid)).schema, ''), 'pg_temp')))
      )
      SELECT f.first, f.copied, f.what FROM facts f
      WHERE NOT EXISTS (SELECT FROM facts g
        WHERE g.first <> f.first AND g.what = f.what AND g.digest = f.digest)
      GROUP BY f.first, f.copied, f.what ORDER BY f.first DESC, f.what LIMIT 100
      """;

  private GrantQuery() {}
}
