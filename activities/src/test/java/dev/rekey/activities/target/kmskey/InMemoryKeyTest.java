package dev.rekey.activities.target.kmskey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.MintingTargetContract;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.KmsKey;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract over keys in memory. A session is a secret that is not ours to encrypt anew. */
class InMemoryKeyTest extends MintingTargetContract<KmsKey> {
  private static final String OTHERS = "billing/db";

  private Instant now = Instant.parse("2026-11-23T03:00:00Z");
  private final KmsKey spec = Keys.of("111111111111", "eu-central-1");
  private final InMemoryKeyAccount account = new InMemoryKeyAccount(spec, () -> now);
  private final KmsKeyTarget target = new KmsKeyTarget(account, () -> now);

  private record Session(String arn) implements AutoCloseable {
    @Override
    public void close() {}
  }

  @Override
  protected MintingTarget<KmsKey> target() {
    return target;
  }

  @Override
  protected KmsKey spec() {
    return spec;
  }

  @Override
  protected KmsKey unreachable() {
    return Keys.of("111111111111", "eu-west-1");
  }

  @Override
  protected Login rotator() {
    return Login.OWN;
  }

  @Override
  protected Login current() {
    return Keys.login(account.first());
  }

  @Override
  protected List<String> state() {
    return account.everything();
  }

  @Override
  protected AutoCloseable session(Login login) {
    account.keep(OTHERS, login.identity(), login.identity());
    return new Session(login.identity());
  }

  @Override
  protected boolean alive(AutoCloseable session) {
    return account.works(((Session) session).arn());
  }

  @Test
  void what_the_credential_covers_is_encrypted_anew_and_the_alias_moved() {
    account.keep("orders/db", spec.alias(), current().identity());
    account.keep("orders/api", current().identity(), current().identity());
    Login next = installed();
    assertThat(account.behind(spec)).isEqualTo(next.identity());
    for (String name : List.of("orders/db", "orders/api")) {
      assertThat(account.secret(name).key()).isEqualTo(next.identity());
      assertThat(account.secret(name).versionKeys()).allMatch(it -> it.contains(next.identity()));
    }
    assertThat(target.sessions(spec, Login.OWN, current(), now)).isEmpty();
  }

  @Test
  void a_version_that_was_not_encrypted_anew_holds_revoke_back() {
    account.keep("orders/db", "another-key", current().identity());
    Login next = fresh();
    account.point(spec, next.identity());
    assertThat(target.revoke(spec, Login.OWN, current(), now, false))
        .containsExactly(new UserOfOld.EncryptedUnder("orders/db", current().identity()));
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void whoever_used_the_old_key_lately_holds_revoke_back() {
    Login next = fresh();
    Instant since = target.install(spec, Login.OWN, next, current());
    now = now.plusSeconds(1);
    account.used(current().identity());
    now = now.plusSeconds(1);
    assertThat(target.revoke(spec, Login.OWN, current(), since, false)).hasSize(1);
    now = now.plus(KmsKey.QUIET);
    assertThat(target.revoke(spec, Login.OWN, current(), since, false)).isEmpty();
  }

  @Test
  void a_log_that_may_not_be_read_is_never_nobody() {
    Login next = installed();
    account.hideTheLog();
    assertThat(failure(() -> target.revoke(spec, Login.OWN, current(), now, false)))
        .isEqualTo("PERMISSION_DENIED");
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict(next)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void after_a_compromise_a_disabled_key_gives_up_what_is_under_it_and_sleeps_again() {
    account.keep("orders/db", spec.alias(), current().identity());
    target.revoke(spec, Login.OWN, current(), Instant.MAX, true);
    Login next = installed();
    assertThat(account.secret("orders/db").versionKeys())
        .allMatch(it -> it.contains(next.identity()));
    assertThat(verdict(current())).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(next)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void what_is_withdrawn_gives_everything_back_before_it_is_disabled() {
    account.keep("orders/db", spec.alias(), current().identity());
    Login pending = installed();
    target.discard(spec, Login.OWN, pending);
    target.discard(spec, Login.OWN, pending);
    assertThat(account.behind(spec)).isEqualTo(current().identity());
    assertThat(account.secret("orders/db").key()).isEqualTo(current().identity());
    assertThat(verdict(pending)).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void a_grant_that_only_one_key_has_is_named() {
    Login next = installed();
    account.allowToo(next.identity(), "arn:aws:iam::1:role/stranger");
    assertThat(failure(() -> target.compare(spec, Login.OWN, next, current())))
        .isEqualTo("GRANTS_DIFFER");
  }

  @Test
  void a_key_of_others_is_no_orphan() {
    String others =
        account.create(spec, current().identity(), java.util.Map.of("rekey:secret", "other/key"));
    target.removeOrphans(spec, Login.OWN, order());
    assertThat(account.works(others)).isTrue();
  }

  @Test
  void in_a_compromise_every_other_key_of_ours_is_disabled() {
    Login pending = fresh();
    target.silenceOthers(spec, Login.OWN, current());
    assertThat(verdict(pending)).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
    assertThat(Set.copyOf(account.keys().keySet())).hasSize(2);
  }
}
