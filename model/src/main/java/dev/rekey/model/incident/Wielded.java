package dev.rekey.model.incident;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.trigger.Clue;
import java.util.List;

/**
 * By which of some credentials and principals Rekey itself acts.
 *
 * @param roles those of the principals that are roles of Rekey's functions
 * @param functions the functions that act with them
 * @param logins those of the credentials that are Rekey's own logins at targets
 * @param served what those functions and logins rotate, and no incident holds already
 * @param unknown what could not be determined, in words
 */
public record Wielded(
    List<Clue.Principal> roles,
    List<String> functions,
    List<SecretId> logins,
    List<AtRisk> served,
    List<String> unknown) {
  /** Copies the lists. */
  public Wielded {
    roles = List.copyOf(roles);
    functions = List.copyOf(functions);
    logins = List.copyOf(logins);
    served = List.copyOf(served);
    unknown = List.copyOf(unknown);
  }

  /** Of what it is asked: principals of AWS, and credentials. */
  public record Question(List<Clue.Principal> principals, List<SecretId> secrets) {
    /** Copies the lists. */
    public Question {
      principals = List.copyOf(principals);
      secrets = List.copyOf(secrets);
    }
  }
}
