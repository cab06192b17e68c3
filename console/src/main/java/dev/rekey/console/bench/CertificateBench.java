package dev.rekey.console.bench;

import static dev.rekey.model.rotation.RotationStep.CREATE;
import static dev.rekey.model.rotation.RotationStep.DEPLOY;
import static dev.rekey.model.rotation.RotationStep.REVOKE;
import static dev.rekey.model.rotation.RotationStep.VERIFY;

import dev.rekey.console.bench.CertificateFigures.Speeds;
import dev.rekey.model.rotation.RotationStep;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Measures the authority alone, then Rekey's steps and whole rotations of certificates of the same
 * kind of authority; one at a time and eight; then the memory, and the look at a long list.
 */
final class CertificateBench {
  private static final int MANY = 8;
  private static final int FLOOR = 400;
  private static final int SHORT_LIST = 100;
  private static final double MEGABYTE = 1 << 20;
  private static final int KILOBYTE = 1 << 10;

  private final CertificateSettings settings;
  private final Path folder;
  private final Consumer<String> progress;

  CertificateBench(CertificateSettings settings, Path folder, Consumer<String> progress) {
    this.settings = settings;
    this.folder = folder;
    this.progress = progress;
  }

  CertificateFigures run() throws Exception {
    progress.accept("Starting Rekey and a TLS server in " + folder);
    try (CertificateWorld world =
        new CertificateWorld(folder, settings.ephemeral(), settings.authority())) {
      int few = settings.few();
      int warm = few / 5;
      int alone = few / 2;
      CertificateFloor floor = new CertificateFloor(world.floor());
      progress.accept("Warming up");
      floor.measure(MANY, FLOOR);
      speeds(world, floor, MANY, 0, warm);
      progress.accept("One at a time");
      Speeds one = speeds(world, floor, 1, warm, alone);
      progress.accept("Eight at a time");
      Speeds eight = speeds(world, floor, MANY, alone, few);
      double heapOfFew = heap();
      progress.accept("The other " + (settings.certificates() - few));
      steps(world, MANY, few, settings.certificates());
      return figures(world, one, eight, heapOfFew, heap());
    }
  }

  private static Speeds speeds(
      CertificateWorld world, CertificateFloor floor, int threads, int from, int to)
      throws Exception {
    CertificateFloor.Rates alone = floor.measure(threads, FLOOR);
    AtOnce atOnce = new AtOnce(threads);
    atOnce.perSecond(from, to, world::enrol);
    double issue = step(world, atOnce, CREATE, from, to);
    double deploy = step(world, atOnce, DEPLOY, from, to);
    double verify = step(world, atOnce, VERIFY, from, to);
    double revoke = step(world, atOnce, REVOKE, from, to);
    double steps = 1 / (1 / issue + 1 / deploy + 1 / verify + 1 / revoke);
    return new Speeds(
        round(alone.issue()),
        round(alone.revoke()),
        round(issue),
        round(deploy),
        round(verify),
        round(revoke),
        round(steps),
        round(steps / alone.both()),
        round(atOnce.perSecond(from, to, world::rotate)));
  }

  private static double step(
      CertificateWorld world, AtOnce atOnce, RotationStep step, int from, int to) throws Exception {
    return atOnce.perSecond(from, to, number -> world.step(step, number));
  }

  /** Enrols and rotates these, each by itself from the beginning to the end. */
  private static void steps(CertificateWorld world, int threads, int from, int to)
      throws Exception {
    new AtOnce(threads)
        .perSecond(
            from,
            to,
            number -> {
              world.enrol(number);
              world.step(CREATE, number);
              world.step(DEPLOY, number);
              world.step(VERIFY, number);
              world.step(REVOKE, number);
            });
  }

  private CertificateFigures figures(
      CertificateWorld world, Speeds one, Speeds eight, double heapOfFew, double heapOfMany)
      throws Exception {
    if (world.rotated() < settings.certificates()) {
      throw new IllegalStateException("Only " + world.rotated() + " were rotated to the end");
    }
    progress.accept("A list of " + settings.entries() + " revoked certificates");
    LongList lists = new LongList();
    LongList.Look few = lists.look(SHORT_LIST);
    LongList.Look many = lists.look(settings.entries());
    return new CertificateFigures(
        settings.authority().kind(),
        one,
        eight,
        settings.certificates(),
        heapOfFew,
        heapOfMany,
        settings.entries(),
        round(many.bytes() / MEGABYTE),
        round(many.millis()),
        many.allocated() / KILOBYTE,
        few.allocated() / KILOBYTE,
        BenchWorld.server(world.runtime()),
        world.runtime().temporal().durable());
  }

  /** In megabytes, after a full collection. */
  private static double heap() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return round((runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE);
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
