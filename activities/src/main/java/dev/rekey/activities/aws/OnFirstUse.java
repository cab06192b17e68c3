package dev.rekey.activities.aws;

import java.util.function.Supplier;

/**
 * Something that is made when it is first asked for, once: clients of AWS, which want a region and
 * credentials that a machine without AWS does not have.
 *
 * @param <T> what is made
 */
public final class OnFirstUse<T> implements Supplier<T> {
  private final Supplier<T> make;
  private volatile boolean made;
  private volatile T value;

  /** Takes how to make it; a failure to do so is thrown at each use until it is made. */
  @SuppressWarnings("NullAway") // never read before it is made
  public OnFirstUse(Supplier<T> make) {
    this.make = make;
  }

  @Override
  public T get() {
    if (!made) {
      synchronized (this) {
        if (!made) {
          value = make.get();
          made = true;
        }
      }
    }
    return value;
  }
}
