package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an attacker leaves behind, and could do, where the enrolled names do not lead to it. */
class HuntTest extends PostgresSuite {
  @BeforeEach
  void mayMake() {
    server.sql("GRANT CREATE ON SCHEMA public TO " + role() + ", " + app.group());
  }

  private String role() {
    return app.group() + "_a";
  }

  private PostgresUser spec() {
    return app.spec(server.endpoint());
  }

  private Suspect<PostgresUser> met() {
    return new Suspect<>(spec(), Optional.empty(), natives());
  }

  private List<NativeId> natives() {
    return target.natives(spec(), app.rotator());
  }

  private List<Finding> hunt(Suspect<PostgresUser> one) {
    return target.hunt(one, app.rotator(), Instant.EPOCH);
  }

  private List<String> could(Suspect<PostgresUser> one) {
    return target.reach(one, app.rotator(), Instant.EPOCH).could();
  }

  /** As the attacker, who has the password. */
  private void attack(String... statements) throws SQLException {
    try (Connection session = server.connect(role(), Enrolled.PLANTED);
        Statement statement = session.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  @Test
  void a_role_that_was_renamed_is_hunted_and_reached_under_the_name_that_it_has() throws Exception {
    attack("RESET ROLE", "SET ROLE NONE", "CREATE TABLE own_" + app.group() + " (id int)");
    Suspect<PostgresUser> one = met();
    String now = app.group() + "_renamed";
    server.sql("ALTER ROLE " + role() + " RENAME TO " + now);
    assertThat(hunt(one))
        .extracting(Finding::what, Finding::identity)
        .contains(tuple("relation", "public.own_" + app.group()));
    assertThat(could(one)).first().asString().contains(now).contains(app.group());
    assertThat(could(one)).anyMatch(it -> it.startsWith("2 tables to read, 1 to write"));
  }

  @Test
  void where_no_role_is_left_the_reach_says_so_and_lists_nothing_empty() {
    Suspect<PostgresUser> one = met();
    server.sql("DROP OWNED BY " + role(), "DROP ROLE " + role());
    assertThat(could(one))
        .first()
        .asString()
        .contains("none of these roles is there any more", role(), app.group() + "_b");
    assertThat(could(one)).noneMatch(it -> it.contains("tables to read"));
  }

  @Test
  void what_is_made_after_set_role_is_found_although_another_role_owns_it() throws Exception {
    String name = "back_" + app.group();
    attack(
        "CREATE FUNCTION " + name + "() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "CREATE VIEW v_" + name + " AS SELECT 1 AS id",
        "CREATE TABLE r_" + name + " (id int)",
        "CREATE RULE rule_" + name + " AS ON INSERT TO r_" + name + " DO ALSO NOTHING",
        "GRANT SELECT ON v_" + name + " TO PUBLIC",
        "RESET ROLE",
        "SET ROLE NONE",
        "ALTER ROLE " + role() + " SET search_path = evil, public");
    assertThat(hunt(new Suspect<>(spec(), Optional.empty())))
        .extracting(Finding::what, Finding::identity)
        .contains(
            tuple(
                "function that runs with the rights of its owner of " + app.group(),
                "public." + name + "()"),
            tuple("relation of " + app.group(), "public.v_" + name),
            tuple("rule on public.r_" + name, "rule_" + name),
            tuple(
                "privilege granted by " + app.group() + " on public.v_" + name,
                "SELECT to everybody"),
            tuple("setting with which sessions of " + role() + " start", "search_path"));
  }

  @Test
  void a_login_that_it_made_is_found_and_said_to_be_logged_in_now() throws Exception {
    server.sql("ALTER ROLE " + role() + " CREATEROLE");
    String evil = "evil_" + app.group();
    attack(
        "SET ROLE NONE",
        "CREATE ROLE " + evil + " LOGIN PASSWORD '" + Enrolled.PLANTED + "'",
        "CREATE ROLE " + evil + "_group");
    try (Connection session = server.connect(evil, Enrolled.PLANTED)) {
      assertThat(session.isValid(2)).isTrue();
      assertThat(hunt(met()))
          .extracting(Finding::what, Finding::identity)
          .contains(
              tuple("is logged in, and " + role() + " may change it", evil),
              tuple("role that " + role() + " may change", evil),
              tuple("role that " + role() + " may change", evil + "_group"));
    }
  }

  @Test
  void a_replication_slot_is_found_where_the_role_may_replicate() {
    String slot = "slot_" + app.group();
    server.sql("SELECT pg_create_physical_replication_slot('" + slot + "')");
    try {
      assertThat(hunt(met())).extracting(Finding::identity).doesNotContain(slot);
      server.sql("ALTER ROLE " + role() + " REPLICATION");
      assertThat(hunt(met())).extracting(Finding::identity).contains(slot);
    } finally {
      server.sql("SELECT pg_drop_replication_slot('" + slot + "')");
    }
  }

  @Test
  void a_list_that_is_cut_says_so_and_has_functions_before_relations() throws Exception {
    StringBuilder many = new StringBuilder("SET ROLE NONE");
    for (int i = 0; i < 205; i++) {
      many.append("; CREATE TABLE m").append(i).append('_').append(app.group()).append(" (id int)");
    }
    String function = "f_" + app.group();
    many.append("; CREATE FUNCTION " + function + "() RETURNS int LANGUAGE sql AS 'SELECT 1'");
    attack(many.toString());
    assertThat(hunt(met()))
        .anyMatch(it -> it.identity().contains(function))
        .hasSize(201)
        .last()
        .extracting(Finding::what)
        .isEqualTo("more than is told");
  }
}
