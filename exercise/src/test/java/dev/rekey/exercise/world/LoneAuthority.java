package dev.rekey.exercise.world;

import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.status.StatusReader;
import dev.rekey.activities.secret.Login;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.TlsCertificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A world with an authority, its parent, and the one that stands by. */
final class LoneAuthority {
  private static final String SECRET = "authority/mesh";

  private final LoneWorld world = new LoneWorld(PostgresUser.KIND);
  private final Map<String, Login> logins =
      world
          .world()
          .authorities()
          .settle(principal(SigningAuthority.KIND, SECRET, Optional.empty()));

  private static Setting.NonHuman principal(String kind, String secret, Optional<String> by) {
    return new Setting.NonHuman(
        secret,
        kind,
        "mesh",
        Tier.HIGH,
        Optional.empty(),
        1,
        0,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        by,
        false,
        by.stream().map(one -> LoneWorld.EDGE).toList());
  }

  World world() {
    return world.world();
  }

  LoneWorld around() {
    return world;
  }

  /** What there is to know of it. */
  Login login() {
    return Optional.ofNullable(logins.get("mesh")).orElseThrow();
  }

  OwnAuthority authority() {
    return (OwnAuthority) world().authorities().authorities().of("mesh", login());
  }

  StatusReader status() {
    return world().authorities().target().outlook().status();
  }

  /** Somebody serves a certificate of it from the beginning. */
  Login served() {
    Setting.NonHuman leaf = leaf();
    Login first = world().settle(leaf);
    world.serve(spec().secret(), first);
    return first;
  }

  TlsCertificate spec() {
    return (TlsCertificate) WorldSpecs.of(leaf());
  }

  private static Setting.NonHuman leaf() {
    return principal(TlsCertificate.KIND, "orders/tls", Optional.of(SECRET));
  }
}
