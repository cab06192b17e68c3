package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import java.util.List;

/**
 * What giving a credential up does.
 *
 * @param secret which one
 * @param done whether it was done; a dry run did not
 * @param frees the users at the target that may be enrolled again
 * @param stays what is left as it is, in words
 */
public record Removal(SecretId secret, boolean done, List<String> frees, List<String> stays) {
  /** Copies the lists. */
  public Removal {
    frees = List.copyOf(frees);
    stays = List.copyOf(stays);
  }
}
