package dev.rekey.console.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Does the same for many numbers, so many of them at a time. */
record AtOnce(int threads) {
  /** What is done for one number. */
  interface Work {
    void of(int number) throws Exception;
  }

  /** Does it for the numbers {@code from} to {@code to}, exclusive; how many a second. */
  double perSecond(int from, int to, Work work) throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger(from);
    List<Callable<Void>> loops = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      loops.add(
          () -> {
            for (int number = next.getAndIncrement();
                number < to;
                number = next.getAndIncrement()) {
              work.of(number);
            }
            return null;
          });
    }
    long start = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<Void> done : pool.invokeAll(loops)) {
        done.get();
      }
    }
    return (to - from) / ((System.nanoTime() - start) / 1e9);
  }
}
