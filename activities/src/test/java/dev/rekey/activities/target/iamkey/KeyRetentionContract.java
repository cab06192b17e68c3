package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.FormerLogins;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.StatusType;

/** The keys' contract, and what holds for those that were retired. */
abstract class KeyRetentionContract extends IamKeyContract {
  private static final VersionId VERSION = new VersionId("00000000-0000-0000-0000-000000000017");

  /** By the target's clock. */
  protected abstract Instant now();

  @Test
  void a_retired_key_that_was_kept_for_its_time_gives_way_and_the_ledger_hears_why_before() {
    Ledgered former = retired(current(), now().minus(IamAccessKey.KEEP));
    Login second = replaced();
    Login third = target().mint(spec(), rotator(), former.order(second));
    assertThat(keys().list()).extracting(Key::id).containsOnly(second.identity(), third.identity());
    assertThat(former.told)
        .singleElement()
        .asString()
        .startsWith("key " + current().identity() + " deleted: retired ")
        .endsWith(", kept 30 days");
  }

  @Test
  void a_retired_key_within_its_time_stays_and_it_is_said_when_it_goes_and_what_people_can_do() {
    Instant retired = now().minus(IamAccessKey.KEEP).plus(Duration.ofHours(2));
    Ledgered former = retired(current(), retired);
    Login second = replaced();
    List<String> before = state();
    assertThatThrownBy(() -> target().mint(spec(), rotator(), former.order(second)))
        .hasMessageContaining("from " + retired.plus(IamAccessKey.KEEP) + " on it goes by itself")
        .hasMessageContaining("--access-key-id " + current().identity());
    assertThat(state()).isEqualTo(before);
    assertThat(former.told).isEmpty();
  }

  /** S20: IAM forgets with a key when it was used last, and so it is written down before. */
  @Test
  void a_key_that_gives_its_place_to_a_response_leaves_its_last_use_behind() {
    Ledgered former = retired(current(), now());
    Login second = replaced();
    use(current());
    target().mint(spec(), rotator(), former.leaked(second));
    assertThat(former.told)
        .singleElement()
        .asString()
        .startsWith("key " + current().identity())
        .contains(" deleted: a response needs its place; last used ");
  }

  @Test
  void a_key_that_somebody_used_since_it_was_retired_never_goes_by_itself() {
    Ledgered former = retired(current(), now().minus(IamAccessKey.KEEP.multipliedBy(2)));
    Login second = replaced();
    use(current());
    List<String> before = state();
    assertThatThrownBy(() -> target().mint(spec(), rotator(), former.order(second)))
        .hasMessageContaining("and so after it was retired")
        .hasMessageContaining("Find out whose");
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void an_inactive_key_of_which_neither_store_nor_ledger_know_stays_whatever_its_tag_says() {
    Login foreign = byHand();
    keys().set(foreign.identity(), StatusType.INACTIVE);
    keys().tag(foreign.identity(), "Rekey " + spec().secret());
    longAfter();
    List<String> before = state();
    assertThatThrownBy(() -> target().mint(spec(), rotator(), order()))
        .hasMessageContaining(foreign.identity() + " (not Rekey's, inactive")
        .hasMessageContaining("Find out whose");
    assertThat(state()).isEqualTo(before);
  }

  private Login replaced() {
    Login second = installed();
    target().revoke(spec(), rotator(), current(), Instant.MAX, true);
    return second;
  }

  private static Ledgered retired(Login login, Instant at) {
    return new Ledgered(login.identity(), at, new ArrayList<>());
  }

  /** A ledger that knows one retired key, which the store has forgotten. */
  private record Ledgered(String id, Instant at, List<String> told) implements FormerLogins {
    MintOrder order(Login current) {
      return new MintOrder(VERSION, current, it -> false, false, this);
    }

    MintOrder leaked(Login current) {
      return new MintOrder(VERSION, current, it -> false, true, this);
    }

    @Override
    public boolean areOurs(String identity) {
      return identity.equals(id);
    }

    @Override
    public Optional<Instant> retired(String identity) {
      return Optional.of(at).filter(it -> identity.equals(id));
    }

    @Override
    public void givesWay(String identity, String why) {
      told.add(why);
    }
  }
}
