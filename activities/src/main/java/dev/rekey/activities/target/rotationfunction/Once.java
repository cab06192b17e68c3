package dev.rekey.activities.target.rotationfunction;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes something at its first use: a machine without AWS has kinds of credentials as well. */
final class Once<T> implements Supplier<T> {
  private final Supplier<T> making;
  private @Nullable T made;

  Once(Supplier<T> making) {
    this.making = making;
  }

  @Override
  public synchronized T get() {
    T known = made;
    if (known == null) {
      known = making.get();
      made = known;
    }
    return known;
  }
}
