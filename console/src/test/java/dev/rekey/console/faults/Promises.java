package dev.rekey.console.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.activities.testing.World;
import dev.rekey.model.credential.VersionId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds at every moment of a rotation, whatever goes wrong. */
final class Promises {
  private final World<InMemoryTarget> world;
  private final Set<VersionId> lived = new HashSet<>();
  private final Set<VersionId> dead = new HashSet<>();
  private volatile boolean compromised;
  private volatile String broken = "";

  Promises(World<InMemoryTarget> world) {
    this.world = world;
  }

  /** From now on an outage is accepted, and what was revoked stays so. */
  void compromised() {
    compromised = true;
  }

  /** Looks after a call; what is broken is told at the end, since nobody may catch it. */
  void look() {
    if (!broken.isEmpty()) {
      return;
    }
    if (!compromised && world.spec().overlaps() && !world.accepts(world.current())) {
      broken = "what consumers get does not work";
    } else if (!compromised && versions().stream().noneMatch(world::accepts)) {
      broken = "no login works that the store knows";
    }
    versions().stream().filter(world::accepts).forEach(lived::add);
    if (compromised) {
      dead.stream().filter(world::accepts).forEach(this::restored);
      lived.stream().filter(version -> !world.accepts(version)).forEach(dead::add);
    }
  }

  private void restored(VersionId version) {
    broken = "version " + version + " was dead in a compromise and lives again";
  }

  /** Exactly one login works, and nothing was broken on the way. */
  void onlyOneLives(VersionId survivor) {
    assertThat(broken).isEmpty();
    assertThat(versions().stream().filter(world::accepts)).as("accepted").containsExactly(survivor);
    assertThat(world.target().live()).as("live logins").isEqualTo(1);
  }

  private List<VersionId> versions() {
    return world.store().versions(world.spec().secret());
  }
}
