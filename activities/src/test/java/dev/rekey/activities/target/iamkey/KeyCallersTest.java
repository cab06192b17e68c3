package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.Striking;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S14: who uses a shared key, and is on no list. */
class KeyCallersTest {
  private static final Instant SINCE = Instant.parse("2026-11-23T02:00:00Z");

  private final KeysInMemory world = new KeysInMemory();
  private final IamKeyTarget target = world.target(Striking.NONE, Duration.ZERO);
  private final String user = world.spec().user();
  private final String key = world.first().identity();

  @Test
  void s14_who_calls_with_the_key_is_told_apart_by_name_and_address_also_from_before_the_leak() {
    Instant before = SINCE.minus(Duration.ofDays(8));
    called("[aws-sdk-java/2.40 md/io#sync app/shop]", "10.0.0.1", before);
    called("aws-sdk-java/2.40 md/io#async app/shop", "10.0.0.1", SINCE);
    called("Boto3/1.34 md/Botocore#1.34", "10.0.0.9", before);
    called("Boto3/1.34\\u001b[2J", "10.0.0.9", SINCE);
    called("", "198.51.100.7", SINCE);
    assertThat(callers())
        .extracting(UserOfOld.KeyCaller::agent, UserOfOld.KeyCaller::address)
        .containsExactlyInAnyOrder(
            tuple("aws-sdk-java/2.40 app/shop", "10.0.0.1"),
            tuple("Boto3/1.34", "10.0.0.9"),
            tuple("Boto3/1.34?", "10.0.0.9"),
            tuple("an unnamed client", "198.51.100.7"));
    assertThat(callers()).filteredOn(one -> one.isCalled("shop")).hasSize(1);
    assertThat(callers()).filteredOn(one -> one.isCalled("sho")).isEmpty();
  }

  private void called(String agent, String address, Instant at) {
    world.trail().called(user, key, agent, address, at);
  }

  private List<UserOfOld.KeyCaller> callers() {
    return target.reach(world.spec(), Login.OWN, SINCE).users().stream()
        .map(UserOfOld.KeyCaller.class::cast)
        .toList();
  }
}
