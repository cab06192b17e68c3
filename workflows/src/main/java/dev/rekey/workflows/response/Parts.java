package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.Fact;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is to be said about many credentials, in parts that each have room in one line. */
final class Parts {
  /** A leaf of the evidence has room for 64 KiB, and a character may take three bytes. */
  private static final int ROOM = 16_000;

  /** What a fact or a name takes besides its words. */
  private static final int FRAME = 80;

  private final List<Part> parts = new ArrayList<>();
  private Set<SecretId> secrets = new LinkedHashSet<>();
  private List<Fact> facts = new ArrayList<>();
  private int taken;

  private Parts() {}

  /** Some credentials, and what is said of them. */
  record Part(List<SecretId> secrets, List<Fact> facts) {}

  /** At least one part, also where there is nothing to say. */
  static List<Part> of(Map<SecretId, List<Fact>> about) {
    Parts parts = new Parts();
    about.forEach(
        (secret, known) -> {
          parts.add(secret, Optional.empty());
          known.forEach(fact -> parts.add(secret, Optional.of(fact)));
        });
    if (parts.taken > 0 || parts.parts.isEmpty()) {
      parts.close();
    }
    return parts.parts;
  }

  private void add(SecretId secret, Optional<Fact> fact) {
    if (taken > ROOM) {
      close();
    }
    if (secrets.add(secret)) {
      taken += FRAME + secret.value().length();
    }
    fact.ifPresent(
        one -> {
          facts.add(one);
          taken += FRAME + one.what().length() + one.where().length();
        });
  }

  private void close() {
    parts.add(new Part(List.copyOf(secrets), facts));
    secrets = new LinkedHashSet<>();
    facts = new ArrayList<>();
    taken = 0;
  }
}
