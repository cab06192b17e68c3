package dev.rekey.exercise.world;

import dev.rekey.activities.Deed;
import dev.rekey.activities.aws.principal.AssumedRoles;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.OuterDenial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sessions of roles that were begun with the keys of a user, and from one role to the next.
 *
 * @param world in which they are
 */
record AssumedWithKeys(World world) {
  private Doings doings(IamAccessKey spec) {
    return world
        .trail()
        .since(
            world.clock().instant().minus(AssumedRoles.LONGEST),
            List.of(new CallTrail.Session(spec.secret().value(), WorldSpecs.ACCOUNT)));
  }

  /** Those that act yet. */
  List<Living> living(IamAccessKey spec) {
    return world.roles().uncut(doings(spec)).stream()
        .map(
            role ->
                new Living(
                    "sessions of a role that was assumed with it",
                    role,
                    WorldSpecs.REGION,
                    Optional.of(new OuterDenial(role, false))))
        .toList();
  }

  /** Cuts them. */
  List<Deed> end(IamAccessKey spec, Duration settling) {
    return Deed.done(world.roles().cut(doings(spec), world.clock().instant().plus(settling)));
  }
}
