package dev.rekey.console.embedded;

/** Wired as its parts land. */
public final class ServerMain {
  private ServerMain() {}

  /** Runs until it is stopped. */
  public static int run(ServerSettings settings) {
    throw new EnvironmentException("This build has no server yet");
  }
}
