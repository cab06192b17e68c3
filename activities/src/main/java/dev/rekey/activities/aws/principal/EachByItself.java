package dev.rekey.activities.aws.principal;

import dev.rekey.activities.Deed;
import dev.rekey.activities.StepFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Several things that are done whatever becomes of the others: one that is forbidden must not save
 * a leaked login from the rest.
 */
public final class EachByItself {
  private final List<Deed> done = new ArrayList<>();
  private final List<StepFailedException> failed = new ArrayList<>();

  /** Nothing was done yet. */
  public EachByItself() {}

  /** Does one thing, which says what it did. */
  public void attempt(Supplier<List<Deed>> thing) {
    try {
      done.addAll(thing.get());
    } catch (StepFailedException e) {
      failed.add(e);
    }
  }

  /**
   * What was done.
   *
   * @throws StepFailedException if something was not; it says as well what was done. What can heal
   *     by itself comes first, so that it is tried again
   */
  public List<Deed> deeds() {
    if (failed.isEmpty()) {
      return List.copyOf(done);
    }
    StepFailedException first =
        failed.stream().filter(it -> it.code().retryable()).findFirst().orElse(failed.getFirst());
    String reasons = String.join("; ", failed.stream().map(StepFailedException::reason).toList());
    throw new StepFailedException(
        first.code(),
        reasons
            + (done.isEmpty()
                ? ""
                : ". Done all the same: "
                    + String.join(", ", done.stream().map(Deed::what).toList())));
  }
}
