package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.rekey.activities.Deed;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Living;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many credentials contained together: each for itself, and all of each. */
class RoleContainmentTest extends PostgresSuite {
  private static final int MANY = 9;

  private final List<String> groups = new ArrayList<>();

  @BeforeEach
  void enrolMany() {
    groups.clear();
    for (int i = 0; i < MANY; i++) {
      String group = app.group() + "_" + i;
      groups.add(group);
      server.sql(
          "CREATE ROLE " + group,
          "CREATE ROLE " + group + "_a LOGIN IN ROLE " + group + password(),
          "CREATE ROLE " + group + "_b LOGIN IN ROLE " + group + password());
      for (String role : List.of(group, group + "_a", group + "_b")) {
        server.sql("GRANT " + role + " TO " + app.rotator().identity() + " WITH ADMIN OPTION");
      }
    }
  }

  private static String password() {
    return " PASSWORD '" + Enrolled.PLANTED + "'";
  }

  private List<Suspect<PostgresUser>> suspects(PostgresEndpoint... endpoints) {
    return groups.stream()
        .map(group -> suspect(PostgresStrategy.AlternatingUsers.of(group), group, endpoints))
        .toList();
  }

  private static Suspect<PostgresUser> suspect(
      PostgresStrategy strategy, String name, PostgresEndpoint... endpoints) {
    PostgresUser usual = Enrolled.spec(strategy, endpoints);
    return new Suspect<>(
        new PostgresUser(
            new SecretId(name), usual.endpoints(), usual.rotator(), strategy, usual.password()),
        Optional.empty());
  }

  private List<Outcome<List<Deed>>> contain(List<Suspect<PostgresUser>> suspects) {
    return target.together().contain(app.rotator(), suspects);
  }

  private List<String> ableToLogIn() {
    return server.query(
        "SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname LIKE '"
            + app.group()
            + "\\__\\__' ORDER BY 1");
  }

  private Connection session(String role) throws SQLException {
    return server.connect(role, Enrolled.PLANTED);
  }

  @Test
  void both_users_of_each_are_refused_and_every_session_is_ended() throws Exception {
    try (Connection one = session(groups.getFirst() + "_a");
        Connection other = session(groups.getLast() + "_b")) {
      assertThat(contain(suspects(server.endpoint())))
          .allSatisfy(outcome -> assertThat(outcome.orThrow()).hasSizeGreaterThanOrEqualTo(2))
          .filteredOn(
              outcome -> outcome.orThrow().stream().anyMatch(it -> it.what().startsWith("ended: ")))
          .hasSize(2);
      assertThat(one.isValid(2)).isFalse();
      assertThat(other.isValid(2)).isFalse();
    }
    assertThat(ableToLogIn()).isEmpty();
    assertThat(target.together().living(app.rotator(), suspects(server.endpoint())))
        .allSatisfy(outcome -> assertThat(outcome.orThrow()).isEmpty());
  }

  @Test
  void what_was_done_by_hand_is_recognised_and_twice_equals_once() {
    String first = groups.getFirst();
    server.sql("ALTER ROLE " + first + "_a NOLOGIN");
    List<Suspect<PostgresUser>> suspects = suspects(server.endpoint());
    assertThat(contain(suspects).getFirst().orThrow())
        .as("one of two may be idle")
        .containsExactly(
            Deed.before("role %1$s_a may not log in, a member of %1$s".formatted(first)),
            Deed.done("role " + first + "_a was refused already"),
            Deed.before("role %1$s_b may log in, a member of %1$s".formatted(first)),
            Deed.done("role " + first + "_b refused"));
    assertThat(contain(suspects))
        .allSatisfy(
            outcome ->
                assertThat(outcome.orThrow())
                    .filteredOn(Deed::found)
                    .hasSize(2)
                    .allMatch(it -> it.what().endsWith("was refused already")));
  }

  @Test
  void a_role_that_the_rotator_may_not_change_spoils_none_of_the_others() {
    String foreign = groups.get(4) + "_b";
    server.sql("REVOKE " + foreign + " FROM " + app.rotator().identity());
    List<Outcome<List<Deed>>> outcomes = contain(suspects(server.endpoint()));
    assertThat(ableToLogIn()).containsExactly(foreign);
    assertThat(outcomes)
        .filteredOn(Outcome.Failed.class::isInstance)
        .singleElement()
        .isEqualTo(outcomes.get(4));
    assertThat(failure(() -> outcomes.get(4).orThrow()).code())
        .isEqualTo(FailureCode.PERMISSION_DENIED);
    assertThat(failure(() -> outcomes.get(4).orThrow()).reason()).contains(foreign);
  }

  @Test
  void a_role_that_somebody_else_holds_locked_delays_none_of_the_others() throws Exception {
    String locked = groups.get(2) + "_a";
    try (Connection admin = server.connect("postgres", PostgresServer.PASSWORD)) {
      admin.setAutoCommit(false);
      admin.createStatement().execute("ALTER ROLE " + locked + " CONNECTION LIMIT 3");
      List<Outcome<List<Deed>>> outcomes = contain(suspects(server.endpoint()));
      assertThat(ableToLogIn()).containsExactly(locked);
      assertThat(failure(() -> outcomes.get(2).orThrow()).code().retryable()).isTrue();
      admin.rollback();
    }
    assertThat(contain(suspects(server.endpoint())))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
    assertThat(ableToLogIn()).isEmpty();
  }

  @Test
  void a_dead_place_fails_its_own_and_no_other() {
    List<Suspect<PostgresUser>> mixed = new ArrayList<>(suspects(server.endpoint()));
    PostgresEndpoint dead =
        new PostgresEndpoint("127.0.0.1", 1, "postgres", false, Optional.empty());
    mixed.set(3, suspect(PostgresStrategy.AlternatingUsers.of(groups.get(3)), groups.get(3), dead));
    List<Outcome<List<Deed>>> outcomes = contain(mixed);
    assertThat(failure(() -> outcomes.get(3).orThrow()).code())
        .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    assertThat(ableToLogIn()).containsExactly(groups.get(3) + "_a", groups.get(3) + "_b");
    assertThat(
            failure(() -> target.together().living(app.rotator(), mixed).get(3).orThrow()).code())
        .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
  }

  @Test
  void what_replaced_the_leaked_one_is_not_touched() throws Exception {
    Suspect<PostgresUser> first = suspects(server.endpoint()).getFirst();
    String kept = groups.getFirst() + "_b";
    Suspect<PostgresUser> recovered =
        new Suspect<>(first.spec(), Optional.of(new Login(kept, SecretValue.of(Enrolled.PLANTED))));
    try (Connection workload = session(kept)) {
      contain(List.of(recovered)).getFirst().orThrow();
      assertThat(workload.isValid(2)).isTrue();
      assertThat(target.together().living(app.rotator(), List.of(recovered)).getFirst().orThrow())
          .isEmpty();
    }
    assertThat(ableToLogIn()).contains(kept).doesNotContain(groups.getFirst() + "_a");
  }

  @Test
  void who_is_let_in_again_is_seen_and_so_is_a_session_that_stayed() throws Exception {
    List<Suspect<PostgresUser>> suspects = suspects(server.endpoint());
    contain(suspects);
    String back = groups.get(5) + "_a";
    server.sql("ALTER ROLE " + back + " LOGIN");
    try (Connection opponent = session(back)) {
      assertThat(target.together().living(app.rotator(), suspects).get(5).orThrow())
          .extracting(Living::what)
          .containsExactlyInAnyOrder("role may log in", "session");
      contain(suspects);
      assertThat(opponent.isValid(2)).isFalse();
    }
    assertThat(target.together().living(app.rotator(), suspects).get(5).orThrow()).isEmpty();
  }

  @Test
  void the_state_before_the_first_change_says_what_to_go_back_to() throws Exception {
    server.sql("ALTER ROLE " + groups.getFirst() + "_b NOLOGIN CONNECTION LIMIT 7");
    try (Connection workload = session(groups.getFirst() + "_a")) {
      assertThat(workload.isValid(2)).isTrue();
      List<String> before =
          target.together().before(app.rotator(), suspects(server.endpoint())).getFirst().orThrow();
      assertThat(before)
          .contains(
              "role " + groups.getFirst() + "_a may log in, a member of " + groups.getFirst(),
              "role "
                  + groups.getFirst()
                  + "_b may not log in, 7 sessions at most, a member of "
                  + groups.getFirst())
          .anySatisfy(line -> assertThat(line).contains("is logged in as"));
    }
  }

  @Test
  void single_users_get_a_password_that_nobody_knows_and_a_role_that_is_not_there_is_no_failure()
      throws Exception {
    String user = groups.getFirst() + "_a";
    PostgresStrategy alone =
        new PostgresStrategy.SingleUser(
            user, new OutageAcceptance("erin", Instant.EPOCH, "nightly"));
    Suspect<PostgresUser> single = suspect(alone, "single", server.endpoint());
    Suspect<PostgresUser> absent =
        suspect(PostgresStrategy.AlternatingUsers.of("nobody"), "absent", server.endpoint());
    try (Connection workload = session(user)) {
      List<Outcome<List<Deed>>> outcomes = contain(List.of(single, absent));
      assertThat(outcomes.getFirst().orThrow())
          .filteredOn(it -> it.by() == Deed.By.US)
          .extracting(Deed::what)
          .hasSize(2)
          .startsWith("role " + user + " got a password that nobody knows")
          .last(STRING)
          .startsWith("ended: ")
          .contains("is logged in as " + user);
      assertThat(outcomes.getLast().orThrow())
          .containsExactly(
              Deed.done("there is no role nobody_a"), Deed.done("there is no role nobody_b"));
      assertThat(workload.isValid(2)).isFalse();
    }
    assertThat(
            target
                .tryOut(single.spec(), new Login(user, app.current().value()))
                .getFirst()
                .verdict())
        .isEqualTo(Verdict.REFUSED);
  }
}
