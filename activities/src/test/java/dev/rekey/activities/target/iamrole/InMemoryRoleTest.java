package dev.rekey.activities.target.iamrole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.ChoosingTargetContract;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract over a role in memory, and what only a memory can be made to do. */
class InMemoryRoleTest extends ChoosingTargetContract<IamRole> {
  private static final String PARTNER = "arn:aws:iam::222222222222:root";

  private Instant now = Instant.parse("2026-11-23T03:00:00Z");
  private final IamRole spec = Roles.of("111111111111");
  private final InMemoryRoleAccount account =
      new InMemoryRoleAccount(spec, Roles.accepting(PARTNER, Roles.FIRST), () -> now);
  private final IamRoleTarget target = new IamRoleTarget(account, () -> now);

  private record Session(Instant issued) implements AutoCloseable {
    @Override
    public void close() {}
  }

  @Override
  protected ChoosingTarget<IamRole> target() {
    return target;
  }

  @Override
  protected IamRole spec() {
    return spec;
  }

  @Override
  protected IamRole unreachable() {
    return Roles.of("333333333333");
  }

  @Override
  protected Login rotator() {
    return Login.OWN;
  }

  @Override
  protected Login current() {
    return Roles.login(spec, Roles.FIRST);
  }

  @Override
  protected List<String> state() {
    return List.of(account.policy(), account.inline().toString());
  }

  @Override
  protected AutoCloseable session(Login login) {
    return new Session(account.begin(login.value().reveal()));
  }

  @Override
  protected boolean alive(AutoCloseable session) {
    return !((Session) session).issued().isBefore(new SessionCut(account).before(spec));
  }

  @Test
  void a_refusal_counts_only_while_somebody_is_let_in() {
    Login wrong = Roles.login(spec, "somebody-else");
    assertThat(verdict(wrong)).isEqualTo(Verdict.REFUSED);
    account.shutTheCallerOut();
    assertThat(verdict(wrong)).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict(current())).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void a_role_that_lets_in_a_wrong_external_id_proves_nothing() {
    account.lookAtNoId();
    assertThat(verdict(current())).isEqualTo(Verdict.UNKNOWN);
    assertThat(failure(() -> target.validate(spec, Login.OWN, current())))
        .isEqualTo("TARGET_ACCEPTS_ANYTHING");
  }

  @Test
  void with_nobody_left_to_accept_a_refusal_is_still_proven() {
    target.revoke(spec, Login.OWN, current(), Instant.MAX, true);
    assertThat(verdict(current())).isEqualTo(Verdict.REFUSED);
    Login next = fresh();
    target.install(spec, Login.OWN, next, current());
    assertThat(verdict(next)).isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict(current())).as("a leaked id is not taken back").isEqualTo(Verdict.REFUSED);
  }

  @Test
  void a_log_that_may_not_be_read_is_never_nobody() {
    account.hideTheLog();
    Login next = fresh();
    target.install(spec, Login.OWN, next, current());
    assertThat(failure(() -> target.sessions(spec, Login.OWN, current(), now)))
        .isEqualTo("PERMISSION_DENIED");
    assertThat(failure(() -> target.revoke(spec, Login.OWN, current(), now, false)))
        .isEqualTo("PERMISSION_DENIED");
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void nobody_is_cut_off_twice_so_that_those_who_moved_work_on() throws Exception {
    Login next = fresh();
    target.revoke(spec, Login.OWN, current(), Instant.MAX, true);
    target.install(spec, Login.OWN, next, current());
    now = now.plusSeconds(60);
    try (AutoCloseable moved = session(next)) {
      target.revoke(spec, Login.OWN, current(), Instant.MAX, true);
      assertThat(alive(moved)).isTrue();
    }
  }

  @Test
  void a_cut_that_a_crash_parted_is_finished_by_the_next_call() throws Exception {
    new SessionCut(account).begin(spec, current(), now);
    new RoleTrust(account).remove(spec, current());
    now = now.plusSeconds(5);
    try (AutoCloseable late = session(current())) {
      target.revoke(spec, Login.OWN, current(), Instant.MAX, true);
      assertThat(alive(late)).isFalse();
    }
  }

  @Test
  void a_value_that_nobody_was_told_of_is_discarded_without_cutting_anybody() throws Exception {
    try (AutoCloseable session = session(current())) {
      Login pending = installed();
      target.discard(spec, Login.OWN, pending);
      target.discard(spec, Login.OWN, pending);
      assertThat(verdict(pending)).isEqualTo(Verdict.REFUSED);
      assertThat(alive(session)).isTrue();
    }
  }

  @Test
  void a_routine_cuts_only_sessions_older_than_the_quiet_time_and_only_if_told() throws Exception {
    IamRole cutting = Roles.cutting(spec, Duration.ofMinutes(30));
    try (AutoCloseable old = session(current())) {
      now = now.plus(Duration.ofMinutes(31));
      Login next = installed();
      try (AutoCloseable moved = session(next)) {
        assertThat(target.revoke(cutting, Login.OWN, current(), now, false)).isEmpty();
        assertThat(alive(old)).isFalse();
        assertThat(alive(moved)).isTrue();
      }
    }
  }

  @Test
  void users_are_told_once_each_with_the_last_time() {
    account.begin(Roles.FIRST);
    now = now.plusSeconds(30);
    account.begin(Roles.FIRST);
    assertThat(target.sessions(spec, Login.OWN, current(), now))
        .singleElement()
        .extracting(UserOfOld.OpenSession::since)
        .isEqualTo(now);
    now = now.plus(IamRole.QUIET).plusSeconds(1);
    assertThat(target.sessions(spec, Login.OWN, current(), now)).isEmpty();
  }

  @Test
  void f18_an_external_id_of_another_hand_is_not_overwritten() {
    account.write(
        Roles.policy(
            PARTNER, "{\"StringEquals\": {\"sts:ExternalId\": [\"partner-4711\", \"other\"]}}"));
    List<String> before = state();
    assertThat(failure(this::installed)).isEqualTo("FOREIGN_WRITE");
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void f18_a_change_by_another_hand_at_the_same_time_is_seen() {
    account.anotherHandWrites(Roles.accepting("arn:aws:iam::444444444444:root", Roles.FIRST));
    assertThat(failure(this::installed)).isEqualTo("FOREIGN_WRITE");
  }

  @Test
  void what_a_crash_left_in_the_trust_policy_gives_way() {
    Login lost = installed();
    Login next = installed();
    assertThat(verdict(lost)).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(next)).isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void in_a_compromise_every_other_external_id_is_refused() {
    Login pending = installed();
    target.silenceOthers(spec, Login.OWN, current());
    target.silenceOthers(spec, Login.OWN, current());
    assertThat(verdict(pending)).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void a_role_whose_sessions_outlive_the_quiet_time_is_not_taken_under_care() {
    account.sessionsLast(Duration.ofHours(12));
    assertThat(failure(() -> target.validate(spec, Login.OWN, current()))).isEqualTo("BAD_REQUEST");
    target.validate(Roles.cutting(spec, IamRole.QUIET), Login.OWN, current());
  }

  @Test
  void a_caller_whom_the_role_does_not_trust_is_found_out_at_enrolment() {
    account.shutTheCallerOut();
    assertThat(failure(() -> target.validate(spec, Login.OWN, current())))
        .isEqualTo("PERMISSION_DENIED");
  }
}
