package dev.rekey.activities.rotation;

import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the consumers of a secret stand with one version of it.
 *
 * @param registered all of them
 * @param acknowledged who acknowledged it when told just now
 * @param behind who does not hold it
 */
public record Told(List<Consumer> registered, List<ConsumerId> acknowledged, List<Behind> behind) {
  static final Told NOBODY = new Told(List.of(), List.of(), List.of());

  /** Those who do not hold it, as users of the other version. */
  public List<UserOfOld> users() {
    return behind.stream().map(Behind::user).toList();
  }

  /** Only those of them whom Rekey could not tell. */
  List<UserOfOld> untold() {
    return behind.stream().filter(one -> one.obstacle().isPresent()).map(Behind::user).toList();
  }

  /** What was seen, for the history. */
  List<Fact> facts(Instant at) {
    return Stream.concat(
            acknowledged.stream()
                .map(consumer -> new Fact("acknowledged the version", consumer.value(), at)),
            behind.stream().flatMap(one -> one.obstacle().stream().map(why -> one.fact(why, at))))
        .toList();
  }

  /**
   * A consumer that does not hold the version.
   *
   * @param consumer which one
   * @param held what it acknowledged last
   * @param obstacle why it could not be told, in our words; nothing if it was, or was not to be
   */
  public record Behind(Consumer consumer, Optional<VersionId> held, Optional<String> obstacle) {
    static Behind of(Consumer consumer, Optional<VersionId> held) {
      return new Behind(consumer, held, Optional.empty());
    }

    Behind because(String why) {
      return new Behind(consumer, held, Optional.of(why));
    }

    private UserOfOld user() {
      String holds =
          held.map(version -> "version " + version).orElse("what it had before it was registered");
      String untold = obstacle.map(why -> ", and could not be told: " + why).orElse("");
      return new UserOfOld.ConsumerBehind(consumer.id(), consumer.owner(), holds + untold);
    }

    private Fact fact(String why, Instant at) {
      return new Fact("could not be told: " + why, consumer.id().value(), at);
    }
  }
}
