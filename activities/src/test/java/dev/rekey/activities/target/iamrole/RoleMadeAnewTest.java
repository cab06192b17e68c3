package dev.rekey.activities.target.iamrole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.target.Trial;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** S04: between the report and its containment somebody deletes the role, or makes it anew. */
class RoleMadeAnewTest {
  private static final String PARTNER = "arn:aws:iam::222222222222:root";
  private static final String OPEN = Roles.accepting(PARTNER, "of-the-opponent");
  private static final String FAR = "arn:aws:iam::333333333333:role/far";
  private static final Instant EXPOSED = Instant.parse("2026-11-23T02:00:00Z");

  private final IamRole spec = Roles.of("111111111111");
  private Instant now = Instant.parse("2026-11-23T03:00:00Z");
  private final InMemoryRoleAccount account =
      new InMemoryRoleAccount(spec, Roles.accepting(PARTNER, Roles.FIRST), () -> now);
  private final IamRoleTarget target = new IamRoleTarget(account, () -> now);
  private final Login leaked = Roles.login(spec, Roles.FIRST);
  private final List<NativeId> enrolled = target.natives(spec, Login.OWN);

  @Test
  void one_that_is_gone_lets_nobody_in_and_that_is_a_proof() {
    account.delete();
    assertThat(contain())
        .singleElement()
        .satisfies(one -> assertThat(one.found()).isTrue())
        .satisfies(one -> assertThat(one.what()).contains("is gone"));
    assertThat(living()).isEmpty();
    assertThat(target.tryOut(spec, leaked).getFirst().verdict()).isEqualTo(Trial.Verdict.REFUSED);
  }

  @Test
  void what_its_sessions_went_on_to_outlives_it_and_is_ended() {
    account.chain(FAR);
    now = now.plusSeconds(60);
    account.delete();
    assertThat(living()).extracting(Living::identity).containsExactly(FAR);
    assertThat(contain()).extracting(Deed::what).contains("cut " + FAR);
    assertThat(living()).isEmpty();
  }

  @Test
  void one_that_is_made_anew_is_closed_as_the_first_was_also_after_the_first_was_contained() {
    contain();
    account.delete();
    assertThat(living()).isEmpty();
    account.makeAnew(OPEN);
    assertThat(living())
        .extracting(Living::what)
        .containsExactly(
            "1 suspect external ids accepted", "sessions that are not denied any more");
    contain();
    assertThat(living()).isEmpty();
    assertThat(account.policy()).doesNotContain("of-the-opponent");
  }

  @Test
  void the_hunt_says_that_it_is_another_role_and_since_when() {
    account.delete();
    account.makeAnew(OPEN);
    assertThat(hunt(enrolled))
        .singleElement()
        .satisfies(one -> assertThat(one.what()).startsWith("role made anew (AROA"))
        .returns(spec.role(), Finding::identity)
        .returns(Optional.of(now), Finding::at);
  }

  @Test
  void where_nobody_remembers_the_enrolled_one_its_day_tells() {
    assertThat(hunt(List.of())).isEmpty();
    account.makeAnew(OPEN);
    assertThat(hunt(List.of()))
        .singleElement()
        .satisfies(one -> assertThat(one.what()).startsWith("role made since"));
  }

  @Test
  void the_hunt_says_that_it_is_gone_and_nothing_of_one_that_is_the_same() {
    assertThat(hunt(enrolled)).isEmpty();
    account.delete();
    assertThat(hunt(enrolled))
        .extracting(Finding::what)
        .containsExactly("role that somebody deleted");
  }

  private List<Finding> hunt(List<NativeId> known) {
    return target.hunt(new Suspect<>(spec, Optional.empty(), known), Login.OWN, EXPOSED);
  }

  private List<Deed> contain() {
    return target.contain(spec, Login.OWN, leaked, Optional.empty());
  }

  private List<Living> living() {
    return target.living(spec, Login.OWN, List.of(leaked), Optional.empty());
  }
}
