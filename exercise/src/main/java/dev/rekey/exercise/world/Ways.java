package dev.rekey.exercise.world;

import dev.rekey.model.credential.SecretId;
import java.time.Instant;
import java.util.Optional;

/**
 * How somebody comes from one identity to the next.
 *
 * @param world what there is
 */
record Ways(World world) {
  /** An identity as an opponent meets it. */
  Prey prey(SecretId secret) {
    return role(secret)
        .<Prey>map(it -> it)
        .or(() -> world.authorities().of(secret))
        .orElseGet(() -> new AccountPrey(world.account(secret)));
  }

  /** An authority, where the document's rules let no other identity be. */
  SimulatedAuthority authority(SecretId secret) {
    return world.authorities().of(secret).orElseThrow();
  }

  private Optional<SimulatedRole> role(SecretId secret) {
    return world.roles().of(secret);
  }

  private static Optional<CallTrail.Session> acting(SimulatedRole role) {
    return role.actingKey().map(key -> CallTrail.Session.of(role.spec(), key));
  }

  /** Somebody reads another secret with this one, or assumes a role. */
  void take(SecretId with, SecretId what) {
    CallTrail.Session key =
        role(with)
            .flatMap(Ways::acting)
            .orElseGet(() -> new CallTrail.Session(with.value(), WorldSpecs.ACCOUNT));
    Instant now = world.clock().instant();
    Optional<SimulatedRole> role = role(what);
    if (role.isPresent()) {
      String arn = role.get().spec().role();
      role.get().goOn().ifPresent(session -> world.trail().assumed(key, now, arn, session));
    } else {
      world.trail().read(key, now, what.value());
      world.leak(what);
    }
    did(with, "went on to " + what);
  }

  /** Somebody makes another identity with this one. */
  void leave(SecretId with, String what) {
    Optional<SimulatedRole> role = role(with);
    Optional<SimulatedAuthority> authority = world.authorities().of(with);
    if (authority.isPresent()) {
      authority.get().intrude(what);
    } else if (role.isPresent()) {
      Instant now = world.clock().instant();
      acting(role.get()).ifPresent(key -> world.trail().made(key, now, what));
    } else {
      world.account(with).leave(what);
      did(with, "made the identity " + what);
    }
  }

  /** What a role did, the trail tells. */
  private void did(SecretId with, String what) {
    if (role(with).isEmpty()) {
      world.account(with).did(what);
    }
  }

  /** A colleague lets a pipeline into a role again. */
  void letIn(SecretId secret, boolean exactly, String by) {
    role(secret).ifPresent(role -> role.reopen(exactly, by));
  }
}
