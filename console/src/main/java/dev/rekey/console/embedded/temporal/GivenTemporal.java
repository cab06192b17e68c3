package dev.rekey.console.embedded.temporal;

/**
 * A server that somebody else runs.
 *
 * @param address {@code host:port} of its frontend
 */
public record GivenTemporal(String address) implements TemporalService {
  @Override
  public String description() {
    return "Temporal at " + address;
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public boolean schedules() {
    return true;
  }

  /** Leaves it alone: it is not ours. */
  @Override
  public void close() {}
}
