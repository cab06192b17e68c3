package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RdsDatabase.Form;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;

/** The contract for the master user of a database whose RDS changes passwords later than asked. */
@SuppressWarnings("NullAway.Init") // before each
class MasterUserTest extends PostgresContract {
  private final Databases.Time time = new Databases.Time();
  private RdsInMemory rds;
  private PostgresTarget masters;

  @BeforeEach
  void rds() {
    rds = new RdsInMemory(time, this::change).has(instance());
    rds.takes(Duration.ofSeconds(20));
    masters =
        new PostgresTarget(4096, Duration.ofSeconds(2), new AwsRds(region -> rds), time, time);
  }

  private software.amazon.awssdk.services.rds.model.DBInstance instance() {
    return Databases.instance("orders", currentUser(), server);
  }

  private void change(String user, String password) {
    server.sql("ALTER ROLE " + Enrolled.quoted(user) + " PASSWORD '" + password + "'");
  }

  @Override
  PostgresStrategy strategy() {
    return Databases.master(currentUser());
  }

  @Override
  protected ChoosingTarget<PostgresUser> target() {
    return masters;
  }

  @Override
  protected PostgresUser spec() {
    return Databases.spec(strategy(), Databases.INSTANCE);
  }

  @Override
  protected PostgresUser unreachable() {
    return Databases.spec(strategy(), Databases.database(Form.INSTANCE, "nowhere"));
  }

  private static StepFailedException refusal(ThrowingCallable attempt) {
    return Assertions.catchThrowableOfType(StepFailedException.class, attempt);
  }

  private List<Verdict> verdicts(Login login) {
    return masters.tryOut(spec(), login).stream().map(Trial::verdict).toList();
  }

  @Test
  void a_password_that_comes_late_is_waited_for_and_asked_for_once() {
    rds.hides(3); // RDS's answers lag behind as well
    Login next = installed();
    assertThat(rds.changes()).isEqualTo(1);
    assertThat(verdicts(next)).containsExactly(Verdict.ACCEPTED);
    assertThat(verdicts(current())).containsExactly(Verdict.REFUSED);
  }

  @Test
  void nothing_is_asked_of_rds_but_the_password() {
    installed();
    assertThat(rds.besides()).containsExactly("ModifyDbInstanceRequest()");
  }

  @Test
  void what_takes_longer_than_a_call_may_goes_on_at_the_next_one() {
    rds.takes(Duration.ofMinutes(2));
    Login next = fresh();
    assertThat(failure(() -> masters.install(spec(), rotator(), next, current())))
        .isEqualTo("TARGET_UNAVAILABLE");
    assertThat(failure(() -> masters.install(spec(), rotator(), next, current())))
        .isEqualTo("TARGET_UNAVAILABLE");
    masters.install(spec(), rotator(), next, current());
    assertThat(rds.changes()).isEqualTo(1);
    assertThat(verdicts(next)).containsExactly(Verdict.ACCEPTED);
  }

  @Test
  void while_a_password_is_on_its_way_no_login_is_accepted_nor_refused() {
    rds.takes(Duration.ofMinutes(2));
    Login next = fresh();
    failure(() -> masters.install(spec(), rotator(), next, current()));
    assertThat(verdicts(current())).containsExactly(Verdict.UNKNOWN);
    assertThat(verdicts(next)).containsExactly(Verdict.UNKNOWN);
  }

  /** Or a rotation would be called withdrawn, and its password come all the same. */
  @Test
  void an_answer_that_was_lost_leaves_the_old_login_unknown_even_if_rds_shows_nothing_yet() {
    rds.losesTheNextReply();
    rds.hides(4);
    Login next = fresh();
    assertThat(failure(() -> masters.install(spec(), rotator(), next, current())))
        .isEqualTo("TARGET_UNAVAILABLE");
    assertThat(verdicts(current())).containsExactly(Verdict.UNKNOWN);
    masters.install(spec(), rotator(), next, current());
    assertThat(verdicts(current())).containsExactly(Verdict.REFUSED);
    assertThat(verdicts(next)).containsExactly(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource({
    "Throttling, 400, THROTTLED",
    "InvalidDBInstanceState, 400, TARGET_UNAVAILABLE",
    "AccessDenied, 403, PERMISSION_DENIED",
    "DBInstanceNotFound, 404, NOT_FOUND",
    "InternalFailure, 500, TARGET_UNAVAILABLE",
    "InvalidClientTokenId, 403, ROTATOR_REJECTED"
  })
  void what_rds_says_instead_has_a_class(String code, int status, FailureCode failure) {
    Login next = fresh();
    rds.fails(code, status);
    assertThat(failure(() -> masters.install(spec(), rotator(), next, current())))
        .isEqualTo(failure.name());
    assertThat(verdicts(current())).containsExactly(Verdict.UNKNOWN);
    rds.fails("", 0);
    assertThat(verdicts(current())).containsExactly(Verdict.ACCEPTED);
  }

  @Test
  void a_value_that_rds_does_not_take_is_refused_as_one() {
    AwsRds picky =
        new AwsRds(
            region -> {
              rds.fails("InvalidParameterValue", 400);
              return rds;
            });
    assertThat(failure(() -> picky.changeMasterPassword(Databases.INSTANCE, fresh().value())))
        .isEqualTo("VALUE_REJECTED");
  }

  @Test
  void a_master_user_whose_password_rds_manages_is_left_to_rds() {
    rds.has(
        instance().toBuilder()
            .masterUserSecret(MasterUserSecret.builder().secretStatus("active").build())
            .build());
    for (ThrowingCallable attempt :
        List.<ThrowingCallable>of(
            () -> masters.validate(spec(), rotator(), current()),
            () -> masters.install(spec(), rotator(), fresh(), current()))) {
      assertThat(refusal(attempt).code()).isEqualTo(FailureCode.BAD_REQUEST);
      assertThat(refusal(attempt).reason()).contains("managed by RDS, which alone may change it");
    }
    assertThat(rds.changes()).isZero();
  }

  @Test
  void a_user_that_is_not_the_master_is_told() {
    rds.has(Databases.instance("orders", "somebody", server));
    assertThat(refusal(() -> masters.validate(spec(), rotator(), current())).reason())
        .contains("is somebody, not ");
  }

  @Test
  void a_rotator_without_leave_to_change_roles_is_enough() {
    server.sql("ALTER ROLE " + Enrolled.quoted(rotator().identity()) + " NOCREATEROLE");
    masters.validate(spec(), rotator(), current());
    Login next = installed();
    assertThat(verdicts(next)).containsExactly(Verdict.ACCEPTED);
  }

  @Test
  void a_leaked_master_is_shut_out_by_a_password_that_nobody_knows() throws Exception {
    try (Connection open = server.connect(currentUser(), Enrolled.PLANTED)) {
      assertThat(masters.contain(spec(), rotator(), current(), Optional.empty()))
          .extracting(Deed::what)
          .contains("role " + currentUser() + " got a password that nobody knows")
          .anyMatch(line -> line.startsWith("ended: "));
      assertThat(open.isValid(2)).isFalse();
    }
    assertThat(verdicts(current())).containsExactly(Verdict.REFUSED);
    assertThat(
            masters.together().living(rotator(), List.of(new Suspect<>(spec(), Optional.empty()))))
        .allMatch(outcome -> outcome.orThrow().isEmpty());
    masters.install(spec(), rotator(), fresh(), current());
  }

  @Test
  void a_containment_that_is_tried_again_goes_on_with_the_value_it_began_with() {
    rds.takes(Duration.ofMinutes(2));
    List<Suspect<PostgresUser>> leaked = List.of(new Suspect<>(spec(), Optional.empty()));
    for (int call = 0; call < 2; call++) {
      assertThat(failure(() -> masters.together().contain(rotator(), leaked).getFirst().orThrow()))
          .isEqualTo("TARGET_UNAVAILABLE");
    }
    masters.together().contain(rotator(), leaked).getFirst().orThrow();
    assertThat(rds.changes()).isEqualTo(1);
    assertThat(verdicts(current())).containsExactly(Verdict.REFUSED);
  }
}
