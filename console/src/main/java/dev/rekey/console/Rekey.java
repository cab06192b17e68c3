package dev.rekey.console;

import dev.rekey.console.cli.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code rekey} command: the door for people, a client of the server's HTTP API. */
@Command(
    name = "rekey",
    description = "Rotates credentials and responds to their compromise.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Rekey.Version.class)
public final class Rekey implements Runnable {

  /**
   * Starts the command and ends the process with its exit code.
   *
   * @param args what the user typed after {@code rekey}
   */
  public static void main(String[] args) {
    System.exit(Cli.of(new Rekey()).execute(args));
  }

  /** Shows the help when no command was named. */
  @Override
  public void run() {
    CommandLine.usage(this, System.err);
  }

  /** Reads the version that the build wrote into the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Rekey.class.getPackage().getImplementationVersion();
      return new String[] {"rekey " + (version == null ? "(not packaged)" : version)};
    }
  }
}
