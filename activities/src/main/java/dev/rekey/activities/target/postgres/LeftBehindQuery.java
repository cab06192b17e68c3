package dev.rekey.activities.target.postgres;

/**
 * Functions that run with their owner's rights, triggers, rules and policies, roles that it made or
 * made members, privileges that it gave away, what connects to other servers, settings with which
 * sessions start, objects of its own. A session may act as any role of which its own is a member,
 * and what it makes then belongs to that one: so those count too, but for what only PostgreSQL or a
 * superuser has.
 */
final class LeftBehindQuery {
  /** More findings than these are not told; the newest come first where their time is known. */
  static final int MOST = 200;

  /** Who may have made it; takes the names of roles. */
  private static final String HANDS =
      """
      WITH suspect AS (SELECT oid FROM pg_roles WHERE rolname = ANY (?::text[])),
      hand AS (
        SELECT g.oid, g.rolname, own, g.rolreplication, CASE WHEN own THEN '' ELSE ' of ' || g.rolname END AS whose
          FROM pg_roles g, LATERAL (SELECT g.oid IN (SELECT oid FROM suspect)) AS it (own)
          WHERE own OR NOT g.rolsuper AND NOT starts_with(g.rolname, 'pg_')
            AND EXISTS (SELECT FROM suspect s WHERE pg_has_role(s.oid, g.oid, 'MEMBER'))),
      """;

  /** What each database has for itself. */
  private static final String IN_DATABASE =
      """
        SELECT own, CASE WHEN p.prosecdef THEN 'function that runs with the rights of its owner'
            ELSE 'function' END || whose, p.oid::regprocedure::text, p.xmin
          FROM pg_proc p JOIN hand s ON s.oid = p.proowner
        UNION ALL
        SELECT own, 'relation' || whose, c.oid::regclass::text, c.xmin
          FROM pg_class c JOIN hand s ON s.oid = c.relowner WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
        UNION ALL
        SELECT bool_or(own), 'trigger on ' || t.tgrelid::regclass::text, t.tgname, t.xmin
          FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid
          JOIN hand s ON s.oid IN (p.proowner, c.relowner) WHERE NOT t.tgisinternal
          GROUP BY t.oid, t.tgrelid, t.tgname, t.xmin
        UNION ALL
        SELECT own, 'rule on ' || c.oid::regclass::text, r.rulename, r.xmin
          FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN hand s ON s.oid = c.relowner
          WHERE r.rulename <> '_RETURN'
        UNION ALL
        SELECT own, 'policy on ' || c.oid::regclass::text, l.polname, l.xmin
          FROM pg_policy l JOIN pg_class c ON c.oid = l.polrelid JOIN hand s ON s.oid = c.relowner
        UNION ALL
        SELECT own, 'schema' || whose, n.nspname, n.xmin
          FROM pg_namespace n JOIN hand s ON s.oid = n.nspowner
        UNION ALL
        SELECT own, 'extension' || whose, e.extname, e.xmin
          FROM pg_extension e JOIN hand s ON s.oid = e.extowner
        UNION ALL
        SELECT own, 'privilege granted by ' || s.rolname || ' on ' || c.oid::regclass::text,
            a.privilege_type || ' to '
            || CASE a.grantee WHEN 0 THEN 'everybody' ELSE a.grantee::regrole::text END, c.xmin
          FROM pg_class c CROSS JOIN aclexplode(c.relacl) a JOIN hand s ON s.oid = a.grantor
          WHERE a.grantee <> c.relowner AND a.grantee NOT IN (SELECT oid FROM suspect)
        UNION ALL
        SELECT own, 'privileges by default, made by ' || s.rolname, 'on what it makes', d.xmin
          FROM pg_default_acl d JOIN hand s ON s.oid = d.defaclrole
        UNION ALL
        SELECT own, 'event trigger' || whose, e.evtname, e.xmin
          FROM pg_event_trigger e JOIN hand s ON s.oid = e.evtowner
        UNION ALL
        SELECT own, 'foreign server' || whose, f.srvname, f.xmin
          FROM pg_foreign_server f JOIN hand s ON s.oid = f.srvowner
        UNION ALL
        SELECT own, 'login of ' || m.usename || ' at a foreign server', m.srvname, f.xmin
          FROM pg_user_mappings m JOIN hand s ON s.oid = m.umuser
          JOIN pg_foreign_server f ON f.oid = m.srvid
        UNION ALL
        SELECT own, 'publication' || whose, p.pubname, p.xmin
          FROM pg_publication p JOIN hand s ON s.oid = p.pubowner
        UNION ALL
        SELECT own, 'large object' || whose, l.oid::text, l.xmin
          FROM pg_largeobject_metadata l JOIN hand s ON s.oid = l.lomowner
        UNION ALL
        SELECT true, 'extension that runs jobs later, of which only their owner and a superuser see any',
            e.extname, e.xmin FROM pg_extension e WHERE e.extname IN ('pg_cron', 'pgagent')
      """;

  /** What all databases of a server share. */
  private static final String IN_SERVER =
      """
        SELECT own, 'membership granted by ' || s.rolname, m.member::regrole::text || ' in '
            || m.roleid::regrole::text, m.xmin
          FROM pg_auth_members m JOIN hand s ON s.oid = m.grantor
        UNION ALL
        SELECT own, 'role that is a member of ' || s.rolname, m.member::regrole::text, m.xmin
          FROM pg_auth_members m JOIN hand s ON s.oid = m.roleid
          WHERE m.member <> session_user::regrole AND m.member NOT IN (SELECT oid FROM suspect)
            AND (own OR EXISTS (SELECT FROM pg_auth_members o JOIN hand h ON h.oid = o.member
              WHERE o.roleid = m.roleid AND o.admin_option))
        UNION ALL
        SELECT own, 'role that ' || s.rolname || ' may change', m.roleid::regrole::text, m.xmin
          FROM pg_auth_members m JOIN hand s ON s.oid = m.member
          WHERE m.admin_option
        UNION ALL
        SELECT DISTINCT own, 'is logged in, and ' || s.rolname || ' may change it',
            m.roleid::regrole::text, NULL::xid
          FROM pg_auth_members m JOIN hand s ON s.oid = m.member
          JOIN pg_stat_activity a ON a.usesysid = m.roleid WHERE m.admin_option
        UNION ALL
        SELECT own, 'setting with which sessions of ' || s.rolname || ' start', split_part(c, '=', 1), g.xmin
          FROM pg_db_role_setting g JOIN hand s ON s.oid = g.setrole CROSS JOIN unnest(g.setconfig) AS c
        UNION ALL
        SELECT own, 'setting with which sessions in database ' || d.datname || ' start',
            split_part(c, '=', 1), g.xmin
          FROM pg_db_role_setting g JOIN pg_database d ON d.oid = g.setdatabase
          JOIN hand s ON s.oid = d.datdba CROSS JOIN unnest(g.setconfig) AS c WHERE g.setrole = 0
        UNION ALL
        SELECT own, 'subscription' || whose, b.subname, NULL::xid
          FROM pg_subscription b JOIN hand s ON s.oid = b.subowner
        UNION ALL
        SELECT true, 'replication slot, which is nobody''s', r.slot_name, NULL::xid
          FROM pg_replication_slots r WHERE EXISTS (SELECT FROM hand WHERE rolreplication)
        UNION ALL
        SELECT own, 'database' || whose, d.datname, d.xmin
          FROM pg_database d JOIN hand s ON s.oid = d.datdba
      """;

  private static final String TOLD =
      """
      SELECT what, name, CASE WHEN current_setting('track_commit_timestamp')::boolean
          THEN pg_xact_commit_timestamp(xmin) END AS at
      FROM made ORDER BY xmin IS NOT NULL, at DESC NULLS LAST, own DESC, what = 'relation', what, name LIMIT 201\
      """;

  /** What there is in this database, and in the server. */
  static final String FOUND = found(IN_DATABASE + " UNION ALL " + IN_SERVER);

  /** What there is in this database alone. */
  static final String FOUND_IN_DATABASE = found(IN_DATABASE);

  /**
   * The other databases in which one of them owns something or was given a right, those with the
   * most first. Of the role that made the server, nothing of that is written down.
   */
  static final String OTHER_DATABASES =
      HANDS
          + """
      named AS (SELECT x.dbid, count(*) FILTER (WHERE x.deptype = 'o') AS owned, count(*) AS many
        FROM pg_shdepend x JOIN hand s ON x.refclassid = 'pg_authid'::regclass AND x.refobjid = s.oid
        GROUP BY x.dbid)
      SELECT d.datname, coalesce(n.owned, 0) AS owned,
          d.datallowconn AND has_database_privilege(d.oid, 'CONNECT') AS open
        FROM pg_database d LEFT JOIN named n ON n.dbid = d.oid
        WHERE d.datname <> current_database()
          AND (n.many > 0 OR EXISTS (SELECT FROM hand WHERE oid = 10))
        ORDER BY n.many DESC NULLS LAST, d.datname\
      """;

  private LeftBehindQuery() {}

  private static String found(String made) {
    return HANDS + " made (own, what, name, xmin) AS (" + made + ") " + TOLD;
  }
}
