package dev.rekey.activities.testing;

import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.authority.RenewalAdvice;
import dev.rekey.activities.rotation.RotationLog;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ledger's memory of rotations, in memory. */
public final class InMemoryRotationLog implements RotationLog {
  private final Map<VersionId, OpenRotation> rotations = new HashMap<>();
  private final Set<String> keys = new HashSet<>();
  private final Map<String, Instant> retired = new HashMap<>();
  private final Map<VersionId, Map<String, String>> gone = new HashMap<>();
  private final Map<VersionId, List<Fact>> created = new HashMap<>();
  private final Map<VersionId, KnownCertificate> certificates = new HashMap<>();
  private final InMemoryNativeIds natives = new InMemoryNativeIds();
  private final Map<String, Instant> leaked = new HashMap<>();
  private int rotated;
  private volatile boolean held;

  /** An incident takes the credential: no routine step touches it any more. */
  public void hold() {
    held = true;
  }

  @Override
  public boolean held(SecretId secret) {
    return held;
  }

  /** How many rotations ended as rotated. */
  public int rotatedCount() {
    return rotated;
  }

  @Override
  public InMemoryNativeIds natives() {
    return natives;
  }

  @Override
  public OpenRotation begin(StepRequest request, VersionId current) {
    return rotations.computeIfAbsent(
        request.version(), version -> new OpenRotation(version, current, Optional.empty(), false));
  }

  @Override
  public Optional<OpenRotation> find(VersionId version) {
    return Optional.ofNullable(rotations.get(version));
  }

  @Override
  public Optional<VersionId> rival(SecretId secret, VersionId version) {
    return rotations.values().stream()
        .filter(rotation -> !rotation.ended() && !rotation.version().equals(version))
        .map(OpenRotation::version)
        .findFirst();
  }

  @Override
  public void keys(SecretId secret, List<String> ids) {
    keys.addAll(ids);
  }

  /** The public ids of keys that were written down. */
  public Set<String> keys() {
    return Set.copyOf(keys);
  }

  @Override
  public Optional<KnownKey> key(SecretId secret, String id) {
    return keys.contains(id)
        ? Optional.of(new KnownKey(id, Optional.ofNullable(retired.get(id))))
        : Optional.empty();
  }

  @Override
  public void retired(SecretId secret, String id, Instant at) {
    retired.put(id, at);
  }

  @Override
  public void givesWay(SecretId secret, String id, VersionId to, String why) {
    gone.computeIfAbsent(to, v -> new LinkedHashMap<>()).put(id, why);
  }

  @Override
  public List<String> gaveWay(VersionId to) {
    return List.copyOf(gone.getOrDefault(to, Map.of()).values());
  }

  @Override
  public void certificate(SecretId secret, VersionId version, KnownCertificate certificate) {
    certificates.put(version, certificate);
  }

  /** What was written down of the certificate of a version. */
  public Optional<KnownCertificate> certificate(VersionId version) {
    return Optional.ofNullable(certificates.get(version));
  }

  @Override
  public List<String> leaked(SecretId secret, String identity, Instant at) {
    return leaked.putIfAbsent(identity, at) == null ? List.of(identity) : List.of();
  }

  @Override
  public List<String> everyKeyLeaked(SecretId secret, Optional<VersionId> spared, Instant at) {
    return certificates.entrySet().stream()
        .filter(one -> spared.filter(one.getKey()::equals).isEmpty())
        .map(one -> "spki-" + one.getValue().key())
        .filter(identity -> leaked.putIfAbsent(identity, at) == null)
        .toList();
  }

  @Override
  public Optional<Instant> leakedSince(String identity) {
    return Optional.ofNullable(leaked.get(identity));
  }

  @Override
  public void advised(
      SecretId secret, VersionId version, Optional<RenewalAdvice.Window> window, Instant askAgain) {
    // nothing that the steps ask for again
  }

  @Override
  public void installed(VersionId version, Instant at) {
    rotations.computeIfPresent(
        version,
        (v, r) -> new OpenRotation(v, r.old(), Optional.of(r.installed().orElse(at)), r.ended()));
  }

  @Override
  public void created(VersionId version, Optional<Instant> installed, List<Fact> facts) {
    installed.ifPresent(at -> installed(version, at));
    created.put(version, facts);
  }

  /** What the create step of this version saw. */
  public List<Fact> created(VersionId version) {
    return created.getOrDefault(version, List.of());
  }

  @Override
  public void stepDone(VersionId version, RotationStep step, List<Fact> facts) {
    // nothing that the steps ask for again
  }

  @Override
  public void rotated(StepRequest request, Instant at, List<Fact> facts) {
    end(request.version());
    rotated++;
  }

  @Override
  public void withdrawn(StepRequest request, Instant at, List<Fact> facts) {
    end(request.version());
  }

  @Override
  public void concluded(StepRequest request, RotationOutcome outcome, Instant at) {
    end(request.version());
  }

  private void end(VersionId version) {
    rotations.compute(
        version,
        (v, r) ->
            r == null
                ? new OpenRotation(v, v, Optional.empty(), true)
                : new OpenRotation(v, r.old(), r.installed(), true));
  }
}
