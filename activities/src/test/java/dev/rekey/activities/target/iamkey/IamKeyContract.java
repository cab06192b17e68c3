package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.target.MintingTargetContract;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.StatusType;

/** What holds for the keys of an IAM user, whatever plays IAM. */
abstract class IamKeyContract extends MintingTargetContract<IamAccessKey> {
  /** The user's keys, as an administrator sees them. */
  protected abstract UserKeys keys();

  /** A key of the credential's user that somebody makes by hand. */
  protected abstract Login byHand();

  /** A key of another user. */
  protected abstract Login ofAnother();

  /** Somebody uses a key, for anything but STS. */
  protected abstract void use(Login login);

  /** Long enough for a key of before not to count as ours. */
  protected abstract void longAfter();

  @Override
  protected final Login rotator() {
    return new Login("a-role", SecretValue.of("needs-no-secret-here"));
  }

  @Override
  protected final List<String> state() {
    List<String> state = new ArrayList<>();
    keys().list().forEach(key -> state.add(key.toString()));
    keys().tags().forEach((name, value) -> state.add(name + "=" + value));
    return state;
  }

  @Override
  protected AutoCloseable session(Login login) {
    use(login);
    return () -> {};
  }

  /** A request signed with a key is its own session. */
  @Override
  protected boolean alive(AutoCloseable session) {
    return verdict(current()) == Verdict.ACCEPTED;
  }

  @Test
  void the_oldest_refused_key_of_ours_gives_way_to_the_third() {
    Login second = installed();
    target().revoke(spec(), rotator(), current(), Instant.MAX, true);
    Login third = target().mint(spec(), rotator(), after(second, current()));
    assertThat(keys().list()).extracting(Key::id).containsOnly(second.identity(), third.identity());
    assertThat(keys().tags()).doesNotContainKey(current().identity());
  }

  @Test
  void a_key_that_works_never_gives_way() {
    Login second = installed();
    List<String> before = state();
    assertThat(failure(() -> target().mint(spec(), rotator(), after(second, current()))))
        .isEqualTo("QUOTA_REACHED");
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void a_key_made_by_hand_is_neither_touched_nor_taken_for_an_orphan() {
    Login foreign = byHand();
    longAfter();
    assertThat(failure(() -> target().mint(spec(), rotator(), order()))).isEqualTo("QUOTA_REACHED");
    assertThat(failure(() -> target().validate(spec(), rotator(), current())))
        .isEqualTo("QUOTA_REACHED");
    assertThat(verdict(foreign)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void a_key_that_could_be_an_orphan_but_is_used_stops_us_and_is_not_touched() {
    Login lost = target().mint(spec(), rotator(), order());
    use(lost);
    List<String> before = state();
    assertThat(failure(() -> target().mint(spec(), rotator(), order())))
        .isEqualTo("ORPHAN_UNCLEAR");
    assertThat(failure(() -> target().removeOrphans(spec(), rotator(), order())))
        .isEqualTo("ORPHAN_UNCLEAR");
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void f19_an_attackers_second_key_is_refused_and_kept_and_the_leaked_one_gives_way() {
    Login attackers = byHand();
    longAfter();
    use(attackers);
    target().silenceOthers(spec(), rotator(), current());
    target().revoke(spec(), rotator(), current(), Instant.MAX, true);
    Login next = target().mint(spec(), rotator(), leaked());
    target().install(spec(), rotator(), next, current());
    assertThat(keys().list())
        .extracting(Key::id, Key::active)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(attackers.identity(), false),
            org.assertj.core.groups.Tuple.tuple(next.identity(), true));
  }

  @Test
  void f19_a_key_that_an_attacker_makes_during_the_response_is_refused_at_its_end() {
    target().revoke(spec(), rotator(), current(), Instant.MAX, true);
    Login attackers = byHand();
    assertThat(target().endDerived(spec(), rotator(), current()).getFirst())
        .contains(attackers.identity());
    assertThat(verdict(attackers)).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void the_key_of_another_user_is_neither_accepted_nor_refused_nor_taken_into_care() {
    Login another = ofAnother();
    assertThat(verdict(another)).isEqualTo(Verdict.UNKNOWN);
    assertThat(failure(() -> target().validate(spec(), rotator(), another)))
        .isEqualTo("BAD_REQUEST");
    target().revoke(spec(), rotator(), another, Instant.MAX, true);
    assertThat(verdict(another)).as("still lets in").isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void a_use_within_the_quiet_time_is_named_with_service_and_time() {
    use(current());
    assertThat(target().sessions(spec(), rotator(), current(), Instant.MAX))
        .extracting(UserOfOld.KeyUse.class::cast)
        .extracting(UserOfOld.KeyUse::identity, UserOfOld.KeyUse::service)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(current().identity(), "s3"));
    target().revoke(spec(), rotator(), current(), Instant.MAX, true);
    assertThat(target().sessions(spec(), rotator(), current(), Instant.MAX)).isEmpty();
  }

  @Test
  void a_key_that_is_gone_is_refused_and_cannot_come_back() {
    keys().delete(current().identity());
    assertThat(target().revoke(spec(), rotator(), current(), Instant.MAX, false)).isEmpty();
    assertThat(verdict(current())).isEqualTo(Verdict.REFUSED);
    assertThat(failure(() -> target().reinstate(spec(), rotator(), current())))
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void a_first_key_is_made_for_a_user_without_any_and_unmade_again() {
    assertThat(failure(() -> target().validateNew(spec(), rotator(), Optional.empty())))
        .isEqualTo("BAD_REQUEST");
    keys().delete(current().identity());
    target().validateNew(spec(), rotator(), Optional.empty());
    Login elder = target().elder(spec());
    Login first = target().mint(spec(), rotator(), new MintOrder(version(), elder, id -> false));
    target().install(spec(), rotator(), first, elder);
    target().validate(spec(), rotator(), first);
    target().validateNew(spec(), rotator(), Optional.of(first));
    target().unmake(spec(), rotator(), first);
    target().unmake(spec(), rotator(), first);
    assertThat(keys().list()).isEmpty();
  }

  @Test
  void an_inactive_key_is_not_taken_into_care() {
    keys().set(current().identity(), StatusType.INACTIVE);
    assertThat(failure(() -> target().validate(spec(), rotator(), current())))
        .isEqualTo("BAD_REQUEST");
  }

  @Test
  void an_endpoint_where_anything_gets_in_proves_nothing() {
    IamKeyTarget open = open();
    assertThat(failure(() -> open.validate(spec(), rotator(), current())))
        .isEqualTo("TARGET_ACCEPTS_ANYTHING");
    assertThat(open.tryOut(spec(), current()))
        .extracting(Trial::verdict)
        .containsOnly(Verdict.UNKNOWN);
  }

  /** The target, at doors that let everybody in as the current login. */
  protected abstract IamKeyTarget open();

  private MintOrder after(Login latest, Login before) {
    return new MintOrder(
        version(), latest, id -> id.equals(latest.identity()) || id.equals(before.identity()));
  }

  private MintOrder leaked() {
    return new MintOrder(version(), current(), id -> id.equals(current().identity()), true);
  }

  private static VersionId version() {
    return new VersionId(UUID.randomUUID().toString());
  }
}
