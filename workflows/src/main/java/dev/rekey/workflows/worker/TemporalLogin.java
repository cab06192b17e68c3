package dev.rekey.workflows.worker;

import io.grpc.ManagedChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that this process shows to Temporal. It is read again every minute. Another one
 * takes its place only once the server let it in; then connections are made anew with it, and calls
 * under way go on over the old ones. Whatever is wrong with it, the one in use stays in use.
 */
public final class TemporalLogin {
  private static final Logger LOG = LoggerFactory.getLogger(TemporalLogin.class);

  /** Much sooner than anybody revokes the old one. */
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final ShownPair shown;
  private final Supplier<ClientPair> source;
  private final Predicate<ClientPair> trial;
  private final InstantSource clock;
  private final List<ManagedChannel> channels = new CopyOnWriteArrayList<>();
  private ClientPair read;

  /**
   * Takes the first one, where it is read again, and whether the server lets one in.
   *
   * @param first in use from the start
   * @param source reads what is to be used, or fails with an {@link IllegalStateException}
   * @param trial whether the server lets it in
   */
  TemporalLogin(
      ClientPair first,
      Supplier<ClientPair> source,
      Predicate<ClientPair> trial,
      InstantSource clock) {
    this.shown = new ShownPair(first);
    this.source = source;
    this.trial = trial;
    this.clock = clock;
    this.read = first;
  }

  /** What shows it in handshakes. */
  ShownPair shown() {
    return shown;
  }

  /** Has this channel show a new one once there is one, for as long as the channel is open. */
  void follow(ManagedChannel channel) {
    channels.add(channel);
    Thread.ofVirtual().name("rekey-temporal-login").start(() -> readAgainWhileOpen(channel));
  }

  private void readAgainWhileOpen(ManagedChannel channel) {
    try {
      while (!channel.isShutdown()) {
        Thread.sleep(BETWEEN);
        readAgain();
      }
    } catch (InterruptedException e) {
      LOG.debug("Stopped reading the certificate for Temporal");
    }
    channels.remove(channel);
  }

  /**
   * Reads the certificate again where it came from. One that was read before is not tried anew: it
   * may be older than what somebody offered.
   */
  public synchronized void readAgain() {
    try {
      ClientPair found = source.get();
      if (!found.equals(read) && take(found)) {
        read = found;
      }
    } catch (IllegalStateException unreadable) { // our own words
      LOG.warn("{}; the one in use stays in use", unreadable.getMessage());
    }
  }

  /**
   * Offers another certificate with its key.
   *
   * @param pem both as PEM
   * @return whether this process shows it to Temporal from now on, which lets it in
   */
  public boolean offer(String pem) {
    try {
      return take(ClientPair.of(pem, pem));
    } catch (IllegalStateException unreadable) { // our own words
      LOG.warn("{}; the one in use stays in use", unreadable.getMessage());
      return false;
    }
  }

  private synchronized boolean take(ClientPair candidate) {
    if (candidate.equals(shown.current())) {
      return true;
    }
    Optional<String> fault = candidate.fault(clock.instant());
    if (fault.isEmpty() && !trial.test(candidate)) {
      fault = Optional.of("is not let in by Temporal");
    }
    if (fault.isPresent()) {
      LOG.warn("The {} {}; the one in use stays in use", candidate, fault.get());
      return false;
    }
    shown.show(candidate);
    channels.forEach(ManagedChannel::enterIdle); // its calls go on; the next ones connect anew
    LOG.info("Temporal is shown {} from now on", candidate);
    return true;
  }
}
