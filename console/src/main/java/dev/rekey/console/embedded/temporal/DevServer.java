package dev.rekey.console.embedded.temporal;

import dev.rekey.console.embedded.ChildProcess;
import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code temporal} program's server, with its database in the data folder; a child of ours. */
public final class DevServer implements TemporalService {
  private static final Logger LOG = LoggerFactory.getLogger(DevServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 3;

  private final Path program;
  private final DataFolder folder;
  private final int port;
  private final int uiPort;
  private ChildProcess process;
  private boolean closed;

  private DevServer(Path program, DataFolder folder) {
    this.program = program;
    this.folder = folder;
    this.port = FreePort.preferably(Integer.parseInt(folder.text("temporal.port", () -> "0")));
    this.uiPort = FreePort.preferably(0);
    this.process = launch();
  }

  /**
   * Starts the server and waits until it answers.
   *
   * @throws EnvironmentException if it does not
   */
  static DevServer start(Path program, DataFolder folder) {
    // More than once: a killed server's predecessor may need a moment to let go of the database.
    for (int attempt = 1; ; attempt++) {
      DevServer server = new DevServer(program, folder);
      if (FrontendProbe.answers(server.address(), PATIENCE, server::alive)) {
        folder.write("temporal.port", Integer.toString(server.port));
        return server;
      }
      server.close();
      if (attempt == ATTEMPTS) {
        throw new EnvironmentException(
            program + " did not start a server; see " + folder.file("temporal.log"));
      }
    }
  }

  private ChildProcess launch() {
    ChildProcess started = ChildProcess.start(command(), folder.file("temporal.log"));
    started.onExit(() -> replace(started));
    return started;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of("server", "start-dev", "--ip", "127.0.0.1", "--log-level", "error"));
    command.addAll(
        List.of("--port", Integer.toString(port), "--ui-port", Integer.toString(uiPort)));
    command.addAll(List.of("--db-filename", folder.file("temporal.db").toString()));
    // Without these it polls 20 times a second and syncs a rollback journal: 2 to 10 times slower.
    command.addAll(List.of("--sqlite-pragma", "journal_mode=wal"));
    command.addAll(List.of("--sqlite-pragma", "synchronous=normal"));
    for (String processor : List.of("transferProcessor", "timerProcessor")) {
      command.addAll(List.of("--dynamic-config-value", "history." + processor + "MaxPollRPS=1000"));
    }
    return command;
  }

  private synchronized boolean alive() {
    return process.alive();
  }

  /** Starts it again on the same port and file; clients reconnect by themselves. */
  private synchronized void replace(ChildProcess ended) {
    boolean served = folder.text("temporal.port", () -> "0").equals(Integer.toString(port));
    if (!closed && served && ended == process) {
      LOG.warn("The Temporal server ended unexpectedly; it is started again");
      process = launch();
    }
  }

  /** The child, for people and tests. */
  public synchronized ProcessHandle handle() {
    return process.handle();
  }

  /** Where its web pages are. */
  public String webAddress() {
    return "http://127.0.0.1:" + uiPort;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public String description() {
    return "temporal dev server, file " + folder.file("temporal.db");
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public boolean schedules() {
    return true;
  }

  @Override
  public void close() {
    ChildProcess last;
    synchronized (this) {
      closed = true;
      last = process;
    }
    last.close();
  }
}
