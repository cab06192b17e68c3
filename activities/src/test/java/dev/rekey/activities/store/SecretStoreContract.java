package dev.rekey.activities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every secret store must do, whatever it is made of. */
public abstract class SecretStoreContract {
  protected final SecretId secret = new SecretId("orders/db-" + UUID.randomUUID());
  protected final VersionId first = version();
  protected final VersionId second = version();

  /** The store under test. */
  protected abstract SecretStore store();

  /** Its access log. */
  protected abstract AccessLog accessLog();

  @Test
  void a_new_secret_has_its_first_version_as_current() {
    store().create(secret, first, login("a"));
    assertThat(store().labels(secret)).isEqualTo(Map.of(VersionStage.AWSCURRENT, first));
    assertThat(read(first)).isEqualTo(login("a"));
  }

  @Test
  void creating_twice_is_creating_once_and_never_overwrites() {
    store().create(secret, first, login("a"));
    store().create(secret, first, login("a"));
    refused(FailureCode.FOREIGN_WRITE, () -> store().create(secret, first, login("b")));
    refused(FailureCode.FOREIGN_WRITE, () -> store().create(secret, second, login("b")));
    assertThat(read(first)).isEqualTo(login("a"));
    assertThat(store().versions(secret)).containsExactly(first);
  }

  @Test
  void creating_again_after_a_promotion_leaves_the_labels_alone() {
    staged();
    store().promote(secret, first, second);
    store().create(secret, first, login("a"));
    assertThat(current()).isEqualTo(second);
  }

  @Test
  void staging_escrows_a_value_and_leaves_the_current_one_alone() {
    staged();
    assertThat(store().labels(secret))
        .isEqualTo(Map.of(VersionStage.AWSCURRENT, first, VersionStage.AWSPENDING, second));
    assertThat(read(second)).isEqualTo(login("b"));
    assertThat(read(first)).isEqualTo(login("a"));
  }

  @Test
  void staging_twice_is_staging_once() {
    staged();
    store().stage(secret, second, login("b"));
    assertThat(store().versions(secret)).containsExactly(second, first);
  }

  @Test
  void staging_again_after_the_promotion_does_not_make_it_pending_again() {
    staged();
    store().promote(secret, first, second);
    store().stage(secret, second, login("b"));
    assertThat(store().labels(secret)).doesNotContainKey(VersionStage.AWSPENDING);
  }

  @Test
  void a_version_never_changes_its_value() {
    staged();
    refused(FailureCode.FOREIGN_WRITE, () -> store().stage(secret, second, login("c")));
    assertThat(read(second)).isEqualTo(login("b"));
  }

  @Test
  void staging_moves_pending_off_a_version_that_was_left_behind() {
    staged();
    VersionId third = version();
    store().stage(secret, third, login("c"));
    assertThat(store().labels(secret)).containsEntry(VersionStage.AWSPENDING, third);
    assertThat(store().versions(secret)).containsExactly(third, second, first);
  }

  @Test
  void f25_empty_short_and_unchanged_values_are_refused() {
    store().create(secret, first, login("a"));
    for (String value : List.of("", "******", "fifteen-letters")) {
      Login bad = new Login("orders_a", SecretValue.of(value));
      refused(FailureCode.VALUE_REJECTED, () -> store().stage(secret, second, bad));
    }
    refused(FailureCode.VALUE_REJECTED, () -> store().stage(secret, second, login("a")));
    assertThat(store().versions(secret)).containsExactly(first);
  }

  @Test
  void promoting_moves_the_three_labels_at_once() {
    staged();
    store().promote(secret, first, second);
    assertThat(store().labels(secret))
        .isEqualTo(Map.of(VersionStage.AWSCURRENT, second, VersionStage.AWSPREVIOUS, first));
  }

  @Test
  void promoting_twice_is_promoting_once() {
    staged();
    store().promote(secret, first, second);
    store().promote(secret, first, second);
    assertThat(current()).isEqualTo(second);
  }

  @Test
  void promoting_back_makes_the_withdrawn_version_the_previous_one() {
    staged();
    store().promote(secret, first, second);
    store().promote(secret, second, first);
    assertThat(store().labels(secret))
        .isEqualTo(Map.of(VersionStage.AWSCURRENT, first, VersionStage.AWSPREVIOUS, second));
  }

  @Test
  void f18_a_foreign_version_in_between_is_never_overwritten() {
    staged();
    VersionId foreign = version();
    store().stage(secret, foreign, login("c"));
    store().promote(secret, first, foreign);
    refused(FailureCode.FOREIGN_WRITE, () -> store().promote(secret, first, second));
    assertThat(current()).isEqualTo(foreign);
  }

  @Test
  void a_version_that_does_not_exist_is_never_promoted() {
    store().create(secret, first, login("a"));
    refused(FailureCode.NOT_FOUND, () -> store().promote(secret, first, second));
    assertThat(current()).isEqualTo(first);
  }

  @Test
  void of_many_promotions_at_once_one_wins() throws Exception {
    store().create(secret, first, login("a"));
    List<VersionId> versions = IntStream.range(0, 6).mapToObj(i -> version()).toList();
    versions.forEach(version -> store().stage(secret, version, login(version.value())));
    try (ExecutorService threads = Executors.newFixedThreadPool(versions.size())) {
      List<Callable<Boolean>> calls = versions.stream().map(this::promotion).toList();
      List<Future<Boolean>> won = threads.invokeAll(calls);
      assertThat(won.stream().filter(Future::resultNow)).hasSize(1);
    }
    assertThat(store().labels(secret)).containsEntry(VersionStage.AWSPREVIOUS, first);
  }

  private Callable<Boolean> promotion(VersionId version) {
    return () -> {
      try {
        store().promote(secret, first, version);
        return true;
      } catch (StepFailedException e) {
        assertThat(e.code()).isEqualTo(FailureCode.FOREIGN_WRITE);
        return false;
      }
    };
  }

  @Test
  void discarding_takes_the_pending_label_and_keeps_the_version() {
    staged();
    store().discardPending(secret, second);
    store().discardPending(secret, second);
    assertThat(store().labels(secret)).isEqualTo(Map.of(VersionStage.AWSCURRENT, first));
    assertThat(read(second)).isEqualTo(login("b"));
  }

  @Test
  void discarding_leaves_the_pending_label_of_another_version() {
    staged();
    store().discardPending(secret, first);
    assertThat(store().labels(secret)).containsEntry(VersionStage.AWSPENDING, second);
  }

  @Test
  void an_unknown_secret_is_not_found_and_an_unknown_version_is_nothing() {
    refused(FailureCode.NOT_FOUND, () -> store().labels(secret));
    refused(FailureCode.NOT_FOUND, () -> store().versions(secret));
    refused(FailureCode.NOT_FOUND, () -> store().stage(secret, first, login("a")));
    refused(FailureCode.NOT_FOUND, () -> store().promote(secret, first, second));
    refused(FailureCode.NOT_FOUND, () -> store().discardPending(secret, first));
    refused(FailureCode.NOT_FOUND, () -> store().read(secret, first, Reader.rekey("test")));
    store().create(secret, first, login("a"));
    assertThat(store().read(secret, second, Reader.rekey("test"))).isEmpty();
  }

  @Test
  void every_reader_but_rekey_is_in_the_access_log() {
    staged();
    store().read(secret, first, Reader.rekey("test"));
    store().read(secret, first, new Reader("orders", "pull", "127.0.0.1"));
    store().read(secret, first, new Reader("orders", "pull", "127.0.0.1"));
    store().read(secret, second, new Reader("reports", "pull", "127.0.0.1"));
    assertThat(accessLog().readersOf(secret, first))
        .extracting(AccessLog.Read::principal)
        .containsExactly("orders");
  }

  private void staged() {
    store().create(secret, first, login("a"));
    assertThatCode(() -> store().stage(secret, second, login("b"))).doesNotThrowAnyException();
  }

  protected final Login read(VersionId version) {
    return store().read(secret, version, Reader.rekey("test")).orElseThrow();
  }

  private VersionId current() {
    return store().labels(secret).get(VersionStage.AWSCURRENT);
  }

  protected static Login login(String value) {
    return new Login("orders_a", SecretValue.of("long-enough-value-" + value));
  }

  protected static VersionId version() {
    return new VersionId(UUID.randomUUID().toString());
  }

  protected static void refused(FailureCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StepFailedException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageNotContaining("long-enough");
  }
}
