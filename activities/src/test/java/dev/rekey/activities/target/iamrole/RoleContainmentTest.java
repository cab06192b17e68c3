package dev.rekey.activities.target.iamrole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.OuterDenial;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** S04: a role in other hands is closed first, then its sessions end, and both stay so. */
class RoleContainmentTest {
  private static final String PARTNER = "arn:aws:iam::222222222222:root";

  private static final String FAR = "arn:aws:iam::333333333333:role/far";

  private final IamRole spec = Roles.of("111111111111");
  private Instant now = Instant.parse("2026-11-23T03:00:00Z");
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

  @Test
  void s04_a_pipeline_s_tokens_are_refused_before_sessions_end_and_nothing_else_changes() {
    account.write(withTokens("StringLike", "repo:acme/*"));
    assertThat(living(Optional.empty()))
        .extracting(Living::what)
        .contains("tokens of an identity provider let in");
    assertThat(contain(Optional.empty()).getFirst())
        .endsWith("and tokens of identity providers refused by RekeyClosed");
    assertThat(living(Optional.empty())).isEmpty();
    assertThat(account.role(spec).trustPolicy()).contains("repo:acme/*", "RekeyClosed", "\"Ops\"");
    String closed = account.role(spec).trustPolicy();
    contain(Optional.empty());
    assertThat(account.role(spec).trustPolicy()).isEqualTo(closed);
  }

  @Test
  void s04_a_person_opens_it_again_with_an_exact_subject_and_audience_and_not_otherwise() {
    account.write(withTokens("StringLike", "repo:acme/*"));
    contain(Optional.empty());
    account.write(withTokens("StringEquals", "repo:acme/app:ref:refs/heads/main"));
    assertThat(living(Optional.empty())).as("while nothing replaced it").isNotEmpty();
    contain(Optional.empty());
    Login next = target.next(spec, leaked);
    target.install(spec, Login.OWN, next, leaked);
    account.write(withTokens("StringLike", "repo:acme/*").replace(Roles.FIRST, made(next)));
    assertThat(living(Optional.of(next)))
        .extracting(Living::what)
        .containsExactly(
            "tokens of an identity provider let in without an exact subject and audience");
    contain(Optional.of(next));
    assertThat(living(Optional.of(next))).isEmpty();
    account.write(
        withTokens("StringEquals", "repo:acme/app:ref:refs/heads/main")
            .replace(Roles.FIRST, made(next)));
    assertThat(living(Optional.of(next))).isEmpty();
  }

  @Test
  void s03_sessions_of_a_role_that_was_assumed_with_it_are_seen_and_cut_at_that_role() {
    account.begin(Roles.FIRST);
    account.chain(FAR);
    assertThat(contain(Optional.empty())).as("the first time is in a hurry").hasSize(2);
    assertThat(living(Optional.empty()))
        .singleElement()
        .satisfies(one -> assertThat(one.identity()).isEqualTo(FAR))
        .satisfies(one -> assertThat(one.denial()).contains(new OuterDenial(FAR, false)));
    assertThat(contain(Optional.empty())).contains("cut " + FAR);
    assertThat(living(Optional.empty())).isEmpty();
  }

  @Test
  void s03_who_goes_on_from_a_new_session_to_another_role_is_left_alone() {
    contain(Optional.empty());
    Login next = target.next(spec, leaked);
    target.install(spec, Login.OWN, next, leaked);
    now = now.plusSeconds(60);
    account.chain(FAR);
    assertThat(living(Optional.of(next))).isEmpty();
  }

  private static String made(Login login) {
    return login.value().reveal();
  }

  private static String withTokens(String operator, String subject) {
    String named = "\"ci.example:sub\": \"" + subject + "\"";
    String audience = "\"ci.example:aud\": \"sts.amazonaws.com\"";
    String condition =
        operator.equals("StringEquals")
            ? "{\"StringEquals\": {" + named + ", " + audience + "}}"
            : "{\"" + operator + "\": {" + named + "}, \"StringEquals\": {" + audience + "}}";
    String tokens =
        """
        "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
         "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/ci.example"},
         "Condition": %s},
        """
            .formatted(condition);
    return Roles.accepting(PARTNER, Roles.FIRST).replace("\"Statement\": [", tokens);
  }

  private List<String> contain(Optional<Login> kept) {
    return target.contain(spec, Login.OWN, leaked, kept).stream().map(Deed::what).toList();
  }

  private List<Living> living(Optional<Login> kept) {
    return target.living(spec, Login.OWN, List.of(leaked), kept);
  }
}
