package dev.rekey.activities.target.kmskey;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KmsKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An account with keys and secrets in memory; a key's new state is seen late, by questions. */
final class InMemoryKeyAccount implements KeyAccount {
  private static final String POLICY = "{\"Version\": \"2012-10-17\", \"Statement\": []}";

  private final KmsKey spec;
  private final InstantSource clock;
  private final Map<String, Tagged> keys = new LinkedHashMap<>();
  private final Map<String, String> policies = new HashMap<>();
  private final Map<String, List<Grant>> grants = new HashMap<>();
  private final Map<String, Stored> secrets = new LinkedHashMap<>();
  private final Map<String, List<Use>> uses = new HashMap<>();
  private final Map<String, Verdict> seen = new HashMap<>();
  private final Map<String, Integer> questionsUntilSeen = new HashMap<>();
  private final String first;
  private String behind;
  private int lag;
  private int made;
  private boolean logReadable = true;

  InMemoryKeyAccount(KmsKey spec, InstantSource clock) {
    this.spec = spec;
    this.clock = clock;
    this.first = create(spec, "", Map.of());
    this.behind = first;
    grants.get(first).add(new Grant("arn:aws:iam::1:role/app", "", Set.of("Decrypt"), Map.of()));
  }

  String first() {
    return first;
  }

  void lagBy(int questions) {
    lag = questions;
  }

  void hideTheLog() {
    logReadable = false;
  }

  /** A secret whose versions are under this key alone. */
  void keep(String name, String key, String arn) {
    secrets.put(name, new Stored(name, name, key, List.of(Set.of(arn), Set.of(arn))));
  }

  Stored secret(String name) {
    return secrets.get(name);
  }

  void used(String arn) {
    uses.computeIfAbsent(arn, it -> new ArrayList<>())
        .add(new Use("somebody", "192.0.2.7", clock.instant()));
  }

  void allowToo(String arn, String grantee) {
    grants.get(arn).add(new Grant(grantee, "", Set.of("Decrypt"), Map.of()));
  }

  Map<String, Tagged> keys() {
    return keys;
  }

  List<String> everything() {
    return List.of(behind, keys.toString(), secrets.toString(), grants.toString());
  }

  boolean works(String arn) {
    return keys.containsKey(arn) && keys.get(arn).state() == State.ENABLED;
  }

  @Override
  public String behind(KmsKey asked) {
    return behind;
  }

  @Override
  public void point(KmsKey asked, String arn) {
    behind = arn;
  }

  @Override
  public State state(KmsKey asked, String arn) {
    return keys.containsKey(arn) ? keys.get(arn).state() : State.GONE;
  }

  @Override
  public List<Tagged> tagged(KmsKey asked, String tag, String value) {
    return keys.values().stream().filter(key -> value.equals(key.tags().get(tag))).toList();
  }

  @Override
  public String create(KmsKey asked, String like, Map<String, String> tags) {
    String arn = "arn:aws:kms:%s:%s:key/%04d".formatted(spec.region(), spec.account(), ++made);
    keys.put(arn, new Tagged(arn, State.ENABLED, Map.copyOf(tags)));
    policies.put(arn, policies.getOrDefault(like, POLICY));
    grants.put(arn, new ArrayList<>());
    return arn;
  }

  @Override
  public String policy(KmsKey asked, String arn) {
    return policies.get(arn);
  }

  @Override
  public List<Grant> grants(KmsKey asked, String arn) {
    return List.copyOf(grants.get(arn));
  }

  @Override
  public void grant(KmsKey asked, String arn, Grant grant) {
    grants.get(arn).add(grant);
  }

  @Override
  public void enable(KmsKey asked, String arn) {
    set(arn, State.ENABLED);
  }

  @Override
  public void disable(KmsKey asked, String arn) {
    set(arn, State.DISABLED);
  }

  @Override
  public void scheduleDeletion(KmsKey asked, String arn) {
    set(arn, State.GONE);
  }

  private void set(String arn, State state) {
    Verdict before = truth(arn);
    keys.put(arn, new Tagged(arn, state, keys.get(arn).tags()));
    seen.put(arn, before);
    questionsUntilSeen.put(arn, lag);
  }

  private Verdict truth(String arn) {
    return works(arn) ? Verdict.ACCEPTED : Verdict.REFUSED;
  }

  @Override
  public Verdict tryOut(KmsKey asked, String arn) {
    if (!asked.region().equals(spec.region())) {
      return Verdict.UNKNOWN;
    }
    int left = questionsUntilSeen.getOrDefault(arn, 0);
    questionsUntilSeen.put(arn, left - 1);
    return left > 0 ? seen.get(arn) : truth(arn);
  }

  @Override
  public List<Stored> stored(KmsKey asked, String arn) {
    return secrets.values().stream()
        .filter(
            it ->
                it.key().equals(arn)
                    || it.key().equals(spec.alias())
                    || it.versionKeys().stream().anyMatch(keys -> keys.contains(arn)))
        .toList();
  }

  /** As AWS does: versions that cannot be read stay as they are, and nobody is told. */
  @Override
  public void encryptAnew(KmsKey asked, Stored secret, String arn) {
    List<Set<String>> versions =
        secrets.get(secret.name()).versionKeys().stream().map(it -> too(it, arn)).toList();
    secrets.put(secret.name(), new Stored(secret.name(), secret.arn(), arn, versions));
  }

  private Set<String> too(Set<String> readableWith, String arn) {
    if (readableWith.stream().noneMatch(this::works)) {
      return readableWith;
    }
    Set<String> both = new TreeSet<>(readableWith);
    both.add(arn);
    return both;
  }

  @Override
  public List<Use> uses(KmsKey asked, String arn, Instant since) {
    if (!logReadable) {
      throw new StepFailedException(FailureCode.PERMISSION_DENIED, "the log is not ours to read");
    }
    return uses.getOrDefault(arn, List.of()).stream()
        .filter(use -> !use.at().isBefore(since))
        .toList();
  }

  @Override
  public String place(KmsKey asked) {
    return "not AWS (memory)";
  }
}
