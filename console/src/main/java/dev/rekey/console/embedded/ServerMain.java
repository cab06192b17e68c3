package dev.rekey.console.embedded;

import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.consumer.Deliveries;
import dev.rekey.activities.consumer.DeliveryPermissions;
import dev.rekey.activities.inventory.InventoryHandler;
import dev.rekey.activities.inventory.PolicyClock;
import dev.rekey.activities.target.EveryTarget;
import dev.rekey.console.door.DoorSettings;
import dev.rekey.console.door.TlsSettings;
import dev.rekey.console.embedded.wiring.Equipment;
import dev.rekey.console.embedded.wiring.Foundation;
import dev.rekey.console.embedded.wiring.LedgerInventory;
import dev.rekey.console.embedded.wiring.StoredAuthorities;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code rekey server}: everything on one machine, until it is stopped. */
public final class ServerMain {
  /** What servers and workers are equipped with. */
  public static final Equipment.Maker EQUIPMENT =
      (foundation, settings) -> {
        settings.requireDataOutOfReach();
        return new Equipment(
            new EveryTarget(authorities(foundation, settings)),
            new Deliveries(
                new DeliveryPermissions(settings.deliverUnder(), settings.reloadPrograms())
                    .with(System.getenv())
                    .withClusters(System.getenv()),
                foundation.store(),
                InstantSource.system()),
            PolicyClock::nextDue,
            new LedgerInventory(foundation),
            new InventoryHandler(foundation.ledger()));
      };

  private ServerMain() {}

  /** An authority of our own only where the ledger is our own, too. */
  private static Authorities authorities(Foundation foundation, ServerSettings settings) {
    return StoredAuthorities.of(foundation, settings.ledger().isEmpty()).authorities();
  }

  /**
   * Runs until the process is told to stop.
   *
   * @param settings how
   * @param listen where the door listens
   * @param certificate what it shows, a PEM file; needed elsewhere than on loopback
   * @param key the certificate's key, a PEM file
   * @return the exit code
   * @throws EnvironmentException if something is missing
   */
  public static int run(
      ServerSettings settings, String listen, Optional<Path> certificate, Optional<Path> key) {
    DoorSettings doorway = doorway(settings, listen, certificate, key);
    CountDownLatch stopped = new CountDownLatch(1);
    EmbeddedRuntime runtime = EmbeddedRuntime.start(settings, doorway, EQUIPMENT, System.getenv());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  runtime.close();
                  stopped.countDown();
                },
                "rekey-stop"));
    tell(runtime, settings);
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static DoorSettings doorway(
      ServerSettings settings, String listen, Optional<Path> certificate, Optional<Path> key) {
    if (certificate.isPresent() != key.isPresent()) {
      throw new EnvironmentException("--tls-certificate and --tls-key belong together");
    }
    try {
      return DoorSettings.at(
          listen, settings.port(), certificate.map(pem -> new TlsSettings(pem, key.orElseThrow())));
    } catch (IllegalArgumentException e) {
      throw new EnvironmentException(String.valueOf(e.getMessage()));
    }
  }

  private static void tell(EmbeddedRuntime runtime, ServerSettings settings) {
    if (!runtime.temporal().durable()) {
      System.err.println(
          "WARNING: rotations in progress do not survive a restart of this server (--ephemeral).");
    }
    System.err.println("Temporal: " + runtime.temporal().description());
    System.err.println("Data folder: " + settings.data().toAbsolutePath().normalize());
    System.err.println("Rekey answers at " + runtime.url() + "; stop it with Ctrl-C.");
  }
}
