package dev.rekey.console.embedded.temporal;

import dev.rekey.consumer.Credential;
import dev.rekey.consumer.CurrentCredential;
import dev.rekey.consumer.DoorException;
import dev.rekey.consumer.RekeyClient;
import dev.rekey.workflows.worker.TemporalLogin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as a consumer of the certificate that it shows to Temporal: it pulls each version,
 * and acknowledges one only once Temporal let it in with it.
 */
public final class TemporalConsumer implements AutoCloseable {
  /** A file with the token of the consumer that this process is. */
  public static final String TOKEN_FILE = "REKEY_TEMPORAL_TOKEN_FILE";

  private static final Logger LOG = LoggerFactory.getLogger(TemporalConsumer.class);
  private static final Duration FIRST = Duration.ofMinutes(1);

  /** What Temporal refused is offered again: its authorities may have been told meanwhile. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final CurrentCredential current;
  private final TemporalLogin login;
  private volatile boolean closed;

  private TemporalConsumer(CurrentCredential current, TemporalLogin login) {
    this.current = current;
    this.login = login;
  }

  /** Begins, where the environment names a token and a certificate is shown. */
  public static Optional<TemporalConsumer> follow(
      Map<String, String> environment, Optional<TemporalLogin> login) {
    String file = environment.getOrDefault(TOKEN_FILE, "");
    if (file.isBlank() || login.isEmpty()) {
      return Optional.empty();
    }
    URI door = URI.create(environment.getOrDefault("REKEY_URL", "http://127.0.0.1:7474"));
    return Optional.of(follow(RekeyClient.of(door, () -> token(Path.of(file))), login.get()));
  }

  /** Begins as the consumer of this client. */
  static TemporalConsumer follow(RekeyClient client, TemporalLogin login) {
    TemporalConsumer consumer = new TemporalConsumer(CurrentCredential.follow(client), login);
    Thread.ofVirtual().name("rekey-temporal-consumer").start(consumer::run);
    return consumer;
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return ""; // the door refuses it, and it is read again
    }
  }

  private void run() {
    try {
      Optional<Credential> acknowledged = Optional.empty();
      while (!closed) {
        acknowledged = next(acknowledged);
      }
    } catch (InterruptedException e) {
      LOG.debug("Stopped following the certificate for Temporal");
    }
  }

  private Optional<Credential> next(Optional<Credential> acknowledged) throws InterruptedException {
    try {
      Optional<Credential> found =
          acknowledged.isPresent()
              ? current.otherThan(acknowledged.get(), FIRST)
              : Optional.of(current.first(FIRST));
      if (found.isEmpty()) {
        return acknowledged;
      }
      if (login.offer(found.get().reveal())) {
        return current.acknowledge(found.get()) ? found : acknowledged;
      }
      current.otherThan(found.get(), AGAIN);
    } catch (DoorException e) {
      LOG.warn("{}; the certificate in use stays in use", e.getMessage());
    }
    return acknowledged;
  }

  @Override
  public void close() {
    closed = true;
    current.close();
  }
}
