package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F23: whatever the old user may do and the new one may not, or the other way round, is named. */
class GrantComparisonTest extends PostgresSuite {
  private Login install() {
    Login pending = target.next(app.spec(server.endpoint()), app.current());
    target.install(app.spec(server.endpoint()), app.rotator(), pending, app.current());
    return pending;
  }

  private void compare(Login pending) {
    target.compare(app.spec(server.endpoint()), app.rotator(), pending, app.current());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GRANT SELECT ON t_% TO %_a | SELECT on table public.t_%",
        "GRANT SELECT ON t_% TO %_a WITH GRANT OPTION | SELECT with grant option on table public.t_%",
        "GRANT UPDATE (id) ON t_% TO %_a | UPDATE on column id of table public.t_%",
        "GRANT CREATE ON SCHEMA public TO %_a | CREATE on schema public",
        "GRANT CREATE ON DATABASE postgres TO %_a | CREATE on database postgres",
        "GRANT CREATE ON DATABASE template1 TO %_a | CREATE on database template1",
        "GRANT EXECUTE ON FUNCTION pg_ls_waldir() TO %_a | EXECUTE on function pg_ls_waldir()",
        "GRANT CREATE ON TABLESPACE pg_default TO %_a | CREATE on tablespace pg_default",
        "GRANT SET ON PARAMETER log_statement TO %_a | SET on parameter log_statement",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO %_a | SELECT on default privileges",
        "ALTER DEFAULT PRIVILEGES FOR ROLE %_a GRANT SELECT ON TABLES TO % | default privileges for what it makes",
        "GRANT pg_read_all_data TO %_a | membership in pg_read_all_data",
        "GRANT % TO %_a WITH ADMIN OPTION | membership in %",
        "ALTER TABLE t_% OWNER TO %_a | ownership of table public.t_%",
        "CREATE SCHEMA AUTHORIZATION %_a | ownership of schema %_a",
        "CREATE POLICY p ON t_% TO %_a | a part in policy p on table public.t_%",
        "ALTER ROLE %_a CREATEDB | CREATEDB",
        "ALTER ROLE %_a BYPASSRLS | BYPASSRLS",
        "ALTER ROLE %_a NOINHERIT | NOINHERIT",
        "ALTER ROLE %_a CONNECTION LIMIT 3 | CONNECTION LIMIT 3",
        "ALTER ROLE %_a SET work_mem = '99MB' | its own setting of work_mem",
        "ALTER ROLE %_a IN DATABASE postgres SET app.token = 'hidden' | its own setting of app.token in database postgres"
      })
  void f23_a_difference_is_named(String statement, String named) {
    Login pending = install();
    compare(pending);
    server.sql(statement.replace("%", app.group()));
    StepFailedException failure = failure(() -> compare(pending));
    assertThat(failure.code()).isEqualTo(FailureCode.GRANTS_DIFFER);
    assertThat(failure.reason())
        .contains(app.current().identity() + " alone has " + named.replace("%", app.group()))
        .doesNotContain("hidden");
    server.sql("ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM " + app.current().identity());
  }

  @Test
  void what_only_the_new_user_has_is_named_too() {
    Login pending = install();
    server.sql("GRANT SELECT ON t_" + app.group() + " TO " + pending.identity());
    assertThat(failure(() -> compare(pending)).reason())
        .contains(pending.identity() + " alone has SELECT on table public.t_" + app.group());
  }

  @Test
  void what_both_have_is_equal_and_temporary_tables_do_not_count() throws Exception {
    Login pending = install();
    String both = app.group() + "_a, " + app.group() + "_b";
    server.sql(
        "GRANT SELECT ON t_" + app.group() + " TO " + both,
        "CREATE POLICY p ON t_" + app.group() + " TO " + both);
    try (var session = server.connect(app.current().identity(), app.current().value().reveal())) {
      session.createStatement().execute("SET ROLE NONE; CREATE TEMP TABLE scratch (id serial)");
      compare(pending);
    }
  }

  @Test
  void enrolment_tells_what_a_new_user_would_lack() {
    server.sql("GRANT SELECT ON t_" + app.group() + " TO " + app.current().identity());
    StepFailedException failure =
        failure(() -> target.validate(app.spec(server.endpoint()), app.rotator(), app.current()));
    assertThat(failure.code()).isEqualTo(FailureCode.GRANTS_DIFFER);
    assertThat(failure.reason()).contains("SELECT on table public.t_" + app.group());
  }
}
