package dev.rekey.console.bench;

import dev.rekey.activities.Wire;
import dev.rekey.console.embedded.EnvironmentException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs the bench and prints it. */
final class BenchMain {
  private static final double AIM = 0.7;

  private BenchMain() {}

  /** One measurement, in a folder of its own. */
  private interface Bench<F> {
    F run(Path folder) throws Exception;
  }

  /** Measures rotations, and prints the figures. */
  static void rotate(BenchSettings settings) throws Exception {
    measure(
        settings.data(),
        settings.json(),
        folder -> new RotationBench(settings, folder, BenchMain::progress).run(),
        BenchMain::text);
  }

  /** Measures containment, and prints the figures. */
  static void contain(ContainSettings settings) throws Exception {
    measure(
        settings.data(),
        settings.json(),
        folder -> new ContainBench(settings, folder, BenchMain::progress).run(),
        ContainFigures::text);
  }

  /** Measures certificates, and prints the figures. */
  static void certificates(CertificateSettings settings) throws Exception {
    measure(
        settings.data(),
        settings.json(),
        folder -> new CertificateBench(settings, folder, BenchMain::progress).run(),
        CertificateFigures::text);
  }

  private static <F> void measure(Path data, boolean json, Bench<F> bench, Function<F, String> text)
      throws Exception {
    boolean own = data.toString().isEmpty();
    Path folder = own ? Files.createTempDirectory("rekey-bench") : data;
    try {
      F figures = bench.run(folder);
      (json ? System.err : System.out).print(text.apply(figures));
      if (json) {
        System.out.println(Wire.mapper().writeValueAsString(figures));
      }
    } catch (StatusRuntimeException e) { // its words may quote what was sent
      throw new EnvironmentException(
          "Temporal does not answer (" + e.getStatus().getCode() + "). Look at TEMPORAL_ADDRESS.");
    } finally {
      if (own) {
        delete(folder);
      }
    }
  }

  private static void progress(String line) {
    System.err.println(line);
  }

  private static String text(RotationFigures figures) {
    return floorsOf(figures) + rotationsOf(figures);
  }

  private static String floorsOf(RotationFigures figures) {
    return String.format(
        Locale.ROOT,
        """
        floor 1, set verifier and log in:  %.1f/s with 1 connection, %.1f/s with 8
        floor 2, empty workflows:          %.1f/s (%s%s)
        """,
        figures.jdbc1PerSecond(),
        figures.jdbc8PerSecond(),
        figures.noopPerSecond(),
        figures.temporal(),
        figures.durable() ? ", durable" : ", NOT durable");
  }

  private static String rotationsOf(RotationFigures figures) {
    return String.format(
        Locale.ROOT,
        """
        rotations:                         %.1f/s = %.2f of the combined floor (aim %.1f)
        one at a time:                     p50 %.0f ms, p99 %.0f ms
        sweep of %-5d due at once:         %.0f s
        history of a rotation:             at most %d events, %d bytes
        resident memory:                   %d MB, then %d MB
        where the time goes, mean ms:      %s
        """,
        figures.rotationsPerSecond(),
        figures.ratioToCombinedFloor(),
        AIM,
        figures.p50Millis(),
        figures.p99Millis(),
        figures.credentials(),
        figures.sweepSeconds(),
        figures.historyEvents(),
        figures.historyBytes(),
        figures.rss500Megabytes(),
        figures.rss5000Megabytes(),
        figures.stepMillis());
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(BenchMain::deleteOne);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
