package dev.rekey.console.embedded;

import java.io.IOException;
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
 * @param store the name of the secret store; nothing for what {@code REKEY_STORE} says, or the
 *     embedded one
 */
public record ServerSettings(
    Path data,
    int port,
    boolean ephemeral,
    Optional<String> ledger,
    List<Path> deliverUnder,
    List<Path> reloadPrograms,
    boolean separateWorker,
    Optional<String> store) {
  /** Copies the lists. */
  public ServerSettings {
    deliverUnder = deliverUnder.stream().map(ServerSettings::whole).toList();
    reloadPrograms = List.copyOf(reloadPrograms);
  }

  /** With the usual store. */
  public ServerSettings(
      Path data,
      int port,
      boolean ephemeral,
      Optional<String> ledger,
      List<Path> deliverUnder,
      List<Path> reloadPrograms,
      boolean separateWorker) {
    this(
        data,
        port,
        ephemeral,
        ledger,
        deliverUnder,
        reloadPrograms,
        separateWorker,
        Optional.empty());
  }

  /** A worker beside a server, on its data folder. */
  public static ServerSettings worker(
      Path data, List<Path> deliverUnder, List<Path> reloadPrograms) {
    return new ServerSettings(
        data, 0, false, Optional.empty(), deliverUnder, reloadPrograms, false);
  }

  /** Everything in one folder, the door on any free port, and the usual otherwise. */
  public static ServerSettings in(Path data) {
    return new ServerSettings(data, 0, false, Optional.empty(), List.of(), List.of(), false);
  }

  /**
   * Passes if consumers' files stay clear of the data folder. There lie the keys, and what tells a
   * worker where ledger and Temporal are: a consumer is registered at the door, and nobody at the
   * door may write that.
   *
   * @throws EnvironmentException if a folder overlaps with it
   */
  public void requireDataOutOfReach() {
    for (Path folder : deliverUnder) {
      if (real(data).startsWith(real(folder)) || real(folder).startsWith(real(data))) {
        throw new EnvironmentException(
            "Consumers' files below "
                + folder
                + " could replace the server's own in "
                + whole(data)
                + "; name another folder with --deliver-under");
      }
    }
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) { // not there, so no link leads elsewhere
      return whole(path);
    }
  }
}
