package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Living;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody renamed or dropped a role by hand before it leaked, and no name leads to it. */
class RenamedRoleTest extends PostgresSuite {
  private String first() {
    return app.group() + "_a";
  }

  private String renamed() {
    return app.group() + "_old";
  }

  private Suspect<PostgresUser> suspect(PostgresStrategy strategy) {
    return suspect(strategy, target.natives(spec(strategy), app.rotator()));
  }

  private Suspect<PostgresUser> suspect(PostgresStrategy strategy, List<NativeId> natives) {
    return new Suspect<>(spec(strategy), Optional.empty(), natives);
  }

  private PostgresUser spec(PostgresStrategy strategy) {
    return Enrolled.spec(strategy, server.endpoint());
  }

  private PostgresStrategy pair() {
    return PostgresStrategy.AlternatingUsers.of(app.group());
  }

  private PostgresStrategy single() {
    return new PostgresStrategy.SingleUser(
        first(), new OutageAcceptance("erin", Instant.EPOCH, "nightly"));
  }

  private List<Deed> contain(Suspect<PostgresUser> one) {
    return target.together().contain(app.rotator(), List.of(one)).getFirst().orThrow();
  }

  private List<Living> living(Suspect<PostgresUser> one) {
    return target.together().living(app.rotator(), List.of(one)).getFirst().orThrow();
  }

  private Connection session(String role) throws SQLException {
    return server.connect(role, Enrolled.PLANTED);
  }

  private Verdict verdict(String role) {
    return target
        .tryOut(spec(pair()), new Login(role, SecretValue.of(Enrolled.PLANTED)))
        .getFirst()
        .verdict();
  }

  @Test
  void one_of_a_pair_is_refused_under_its_new_name_and_its_sessions_are_ended() throws Exception {
    Suspect<PostgresUser> one = suspect(pair());
    try (Connection before = session(first())) {
      server.sql("ALTER ROLE " + first() + " RENAME TO " + renamed());
      try (Connection after = session(renamed())) {
        assertThat(living(one)).extracting(Living::what).contains("role may log in", "session");
        assertThat(contain(one))
            .extracting(Deed::what)
            .contains(
                "role " + first() + " is called " + renamed() + " now",
                "role " + renamed() + ", once " + first() + ", refused")
            .filteredOn(what -> what.startsWith("ended: "))
            .hasSize(2);
        assertThat(before.isValid(2)).isFalse();
        assertThat(after.isValid(2)).isFalse();
      }
    }
    assertThat(verdict(renamed())).isEqualTo(Verdict.REFUSED);
    assertThat(living(one)).isEmpty();
  }

  @Test
  void a_single_user_gets_its_unknown_password_under_its_new_name() throws Exception {
    Suspect<PostgresUser> one = suspect(single());
    server.sql("ALTER ROLE " + first() + " RENAME TO " + renamed());
    assertThat(target.together().otherNames(app.rotator(), List.of(one)).getFirst().orThrow())
        .containsExactly(renamed());
    try (Connection opponent = session(renamed())) {
      contain(one);
      assertThat(opponent.isValid(2)).isFalse();
    }
    assertThat(verdict(renamed())).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void another_role_that_got_the_old_name_dies_beside_it() throws Exception {
    Suspect<PostgresUser> one = suspect(pair());
    server.sql(
        "ALTER ROLE " + first() + " RENAME TO " + renamed(),
        "CREATE ROLE " + first() + " LOGIN PASSWORD '" + Enrolled.PLANTED + "'",
        "GRANT " + first() + " TO " + app.rotator().identity() + " WITH ADMIN OPTION");
    try (Connection old = session(renamed());
        Connection imitation = session(first())) {
      contain(one);
      assertThat(old.isValid(2)).isFalse();
      assertThat(imitation.isValid(2)).isFalse();
    }
    assertThat(verdict(renamed())).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(first())).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void what_replaced_it_is_spared_and_the_renamed_one_is_not() throws Exception {
    List<NativeId> met = suspect(pair()).natives();
    server.sql(
        "ALTER ROLE " + first() + " RENAME TO " + renamed(),
        "CREATE ROLE " + first() + " LOGIN PASSWORD '" + Enrolled.PLANTED + "'");
    Suspect<PostgresUser> recovered = new Suspect<>(spec(pair()), Optional.of(app.current()), met);
    try (Connection workload = session(first());
        Connection old = session(renamed())) {
      contain(recovered);
      assertThat(workload.isValid(2)).isTrue();
      assertThat(old.isValid(2)).isFalse();
    }
    assertThat(living(recovered)).isEmpty();
  }

  @Test
  void sessions_of_a_dropped_role_are_alive_and_are_ended() throws Exception {
    Suspect<PostgresUser> met = suspect(pair());
    try (Connection orphan = session(first())) {
      dropFirst();
      assertThat(orphan.isValid(2)).as("PostgreSQL leaves it open").isTrue();
      assertThat(living(met)).extracting(Living::what).containsExactly("session");
      assertThat(contain(met))
          .extracting(Deed::what)
          .contains("role " + first() + " was dropped")
          .anySatisfy(what -> assertThat(what).startsWith("ended: ").contains("dropped role"));
      assertThat(orphan.isValid(2)).isFalse();
    }
    assertThat(living(met)).isEmpty();
  }

  @Test
  void so_are_those_of_a_dropped_role_that_was_never_met() throws Exception {
    Suspect<PostgresUser> unmet = suspect(pair(), List.of());
    try (Connection orphan = session(first())) {
      dropFirst();
      assertThat(living(unmet)).extracting(Living::what).containsExactly("session");
      contain(unmet);
      assertThat(orphan.isValid(2)).isFalse();
    }
  }

  @Test
  void an_id_of_another_cluster_is_nobodys_here() throws Exception {
    List<NativeId> elsewhere =
        suspect(pair()).natives().stream()
            .map(it -> new NativeId(it.identity(), "another", it.id()))
            .toList();
    server.sql("ALTER ROLE " + first() + " RENAME TO " + renamed());
    try (Connection somebody = session(renamed())) {
      contain(suspect(pair(), elsewhere));
      assertThat(somebody.isValid(2)).isTrue();
    }
  }

  private void dropFirst() {
    server.sql("DROP OWNED BY " + first(), "DROP ROLE " + first());
  }
}
