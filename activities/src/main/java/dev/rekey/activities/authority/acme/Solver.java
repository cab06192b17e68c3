package dev.rekey.activities.authority.acme;

import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.challenge.Challenge;

/** Shows to an authority that a name is ours. */
interface Solver {
  /**
   * Makes ready what the authority will look for.
   *
   * @throws dev.rekey.activities.StepFailedException ORDER_REFUSED if it offers no challenge of
   *     this kind for the name
   */
  Prepared prepare(Authorization authorization);

  /**
   * A challenge for which everything is ready; closing it clears that away.
   *
   * @param challenge the challenge
   * @param clear what clears it away
   */
  record Prepared(Challenge challenge, Runnable clear) implements AutoCloseable {
    @Override
    public void close() {
      clear.run();
    }
  }
}
