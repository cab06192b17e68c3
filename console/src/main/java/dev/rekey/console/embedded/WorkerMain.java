package dev.rekey.console.embedded;

/** Wired as its parts land. */
public final class WorkerMain {
  private WorkerMain() {}

  /** Runs until it is stopped. */
  public static int run(java.nio.file.Path data, boolean untilInputEnds) {
    throw new EnvironmentException("This build has no server yet");
  }
}
