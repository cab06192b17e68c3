package dev.rekey.console.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a server on one machine is to be run.
 *
 * @param data where everything is kept
 * @param port where the door listens on loopback; 0 for any free one
 * @param ephemeral whether a Temporal that forgets everything is accepted
 * @param ledger the JDBC URL of an external ledger; nothing for one of our own
 * @param deliverUnder below which folders consumers may get files
 * @param reloadPrograms which programs consumers may have run
 * @param separateWorker whether the worker is a process of its own
 */
public record ServerSettings(
    Path data,
    int port,
    boolean ephemeral,
    Optional<String> ledger,
    List<Path> deliverUnder,
    List<Path> reloadPrograms,
    boolean separateWorker) {
  /** Copies the lists. */
  public ServerSettings {
    deliverUnder = List.copyOf(deliverUnder);
    reloadPrograms = List.copyOf(reloadPrograms);
  }

  /** Everything in one folder, the door on any free port, and the usual otherwise. */
  public static ServerSettings in(Path data) {
    return new ServerSettings(data, 0, false, Optional.empty(), List.of(), List.of(), false);
  }
}
