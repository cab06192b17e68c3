package dev.rekey.exercise.run;

import dev.rekey.activities.functions.Installation;
import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.world.Workloads;
import dev.rekey.exercise.world.World;
import dev.rekey.exercise.world.WorldSpecs;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.policy.RotationPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Enrols everything that a scenario has, in the exercise's own ledger and store. */
final class Settlement {
  private static final String BY = "EXERCISE";

  private final Installation installation;
  private final World world;
  private final Workloads workloads;
  private final Instant now;

  Settlement(Installation installation, World world, Workloads workloads, Instant now) {
    this.installation = installation;
    this.world = world;
    this.workloads = workloads;
    this.now = now;
  }

  void settle(List<Setting.NonHuman> principals) {
    WorldSpecs.rotators()
        .forEach(
            own ->
                installation
                    .store()
                    .create(
                        own,
                        version(own),
                        new Login("exercise_rotator", SecretValue.of("nobody-asks-for-this-one"))));
    principals.forEach(
        one -> {
          if (one.kind().equals(SigningAuthority.KIND)) {
            settle(one, WorldSpecs.authority(one, principals));
          } else {
            settle(one);
          }
        });
  }

  private void settle(Setting.NonHuman principal, SigningAuthority plan) {
    AuthoritySettlement.Delivered roots =
        new AuthoritySettlement(
                installation, world.authorities().authorities(), Settlement::version, BY, now)
            .settle(principal, plan, world.authorities().settle(principal));
    principal
        .consumers()
        .forEach(one -> settle(one, roots.secret(), roots.version(), roots.file()));
  }

  private void settle(Setting.NonHuman principal) {
    CredentialSpec spec = WorldSpecs.of(principal);
    SecretId secret = spec.secret();
    Login login = world.settle(principal);
    VersionId version = version(secret);
    installation.store().create(secret, version, login);
    Inventory inventory = new Inventory(installation.ledger());
    world
        .of(spec)
        .certificate(spec, login)
        .ifPresent(known -> inventory.certificate(secret, version, known));
    boolean fresh =
        inventory.enrol(
            new CredentialRecord(
                spec, principal.owner().orElse("nobody"), principal.tier(), RotationPolicy.DEFAULT),
            version,
            login.identity(),
            BY,
            now);
    if (!fresh) {
      throw new IllegalStateException("The ledger of an exercise is its own, and new");
    }
    principal.consumers().forEach(one -> settle(one, secret, version, login));
  }

  private void settle(Setting.Workload workload, SecretId secret, VersionId version, Login login) {
    workloads.settle(workload, secret, login);
    if (workload.known()) {
      ConsumerId id = new ConsumerId(workload.name());
      installation
          .consumers()
          .register(
              new Consumer.FilePush(
                  id, secret, BY, "/exercise/" + workload.name() + ".json", List.of()),
              BY,
              now);
      installation.consumers().acknowledge(id, secret, version, now);
    }
  }

  private static VersionId version(SecretId secret) {
    return new VersionId(
        UUID.nameUUIDFromBytes(secret.value().getBytes(StandardCharsets.UTF_8)).toString());
  }
}
