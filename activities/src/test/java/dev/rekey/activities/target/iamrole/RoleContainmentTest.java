package dev.rekey.activities.target.iamrole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.incident.Living;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** S04: a role in other hands is closed first, then its sessions end, and both stay so. */
class RoleContainmentTest {
  private static final String PARTNER = "arn:aws:iam::222222222222:root";

  private final IamRole spec = Roles.of("111111111111");
  private final Instant now = Instant.parse("2026-11-23T03:00:00Z");
  private final InMemoryRoleAccount account =
      new InMemoryRoleAccount(spec, Roles.accepting(PARTNER, Roles.FIRST), () -> now);
  private final IamRoleTarget target = new IamRoleTarget(account, () -> now);
  private final Login leaked = Roles.login(spec, Roles.FIRST);

  @Test
  void s04_no_new_session_begins_and_none_that_is_out_acts() {
    Instant begun = account.begin(Roles.FIRST);
    assertThat(living(Optional.empty())).hasSize(3);
    List<String> facts = contain(Optional.empty());
    assertThat(facts.getFirst()).isEqualTo("1 external ids taken out of the trust policy");
    assertThat(facts.getLast()).startsWith("sessions from before ");
    assertThat(new SessionCut(account).before(spec)).isAfter(begun);
    assertThat(living(Optional.empty())).isEmpty();
  }

  @Test
  void an_external_id_is_a_secret_and_is_named_nowhere() {
    assertThat(living(Optional.empty()).toString()).doesNotContain(Roles.FIRST);
    assertThat(contain(Optional.empty()).toString()).doesNotContain(Roles.FIRST);
  }

  @Test
  void s04_a_trust_policy_that_an_opponent_opens_again_is_seen_and_closed_again() {
    contain(Optional.empty());
    account.write(Roles.accepting(PARTNER, "brought-by-the-opponent"));
    account.inline().clear();
    assertThat(living(Optional.empty()))
        .extracting(Living::what)
        .containsExactly(
            "1 suspect external ids accepted", "sessions that are not denied any more");
    contain(Optional.empty());
    assertThat(living(Optional.empty())).isEmpty();
  }

  @Test
  void a_cut_that_lost_its_sense_is_written_anew() {
    contain(Optional.empty());
    account.inline().put(SessionCut.NAME, "{\"Statement\": []}");
    assertThat(living(Optional.empty())).hasSize(1);
    contain(Optional.empty());
    assertThat(living(Optional.empty())).isEmpty();
  }

  @Test
  void who_brings_the_new_external_id_is_left_alone() {
    contain(Optional.empty());
    Login next = target.next(spec, leaked);
    target.install(spec, Login.OWN, next, leaked);
    assertThat(living(Optional.of(next))).isEmpty();
    String before = account.inline().toString();
    assertThat(contain(Optional.of(next)))
        .containsExactly(
            "no suspect external id was accepted any more",
            "older sessions were denied everything already");
    assertThat(account.inline()).hasToString(before);
    assertThat(target.tryOut(spec, next).getFirst().verdict())
        .isEqualTo(dev.rekey.activities.target.Trial.Verdict.ACCEPTED);
    assertThat(new SessionCut(account).before(spec)).isBefore(now.plus(1, ChronoUnit.HOURS));
  }

  private List<String> contain(Optional<Login> kept) {
    return target.contain(spec, Login.OWN, leaked, kept);
  }

  private List<Living> living(Optional<Login> kept) {
    return target.living(spec, Login.OWN, List.of(leaked), kept);
  }
}
