package dev.rekey.activities.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** A server's process, for what the embedded one cannot do: another version, and a copy. */
final class PostgresProcess {
  /** What every server of the tests has. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "log_statement", "all",
          "logging_collector", "on",
          "log_directory", "log",
          "log_filename", "server.log",
          "max_prepared_transactions", "10",
          "max_connections", "300",
          "wal_keep_size", "256",
          "listen_addresses", "127.0.0.1",
          "fsync", "off");

  private static final Set<String> NOT_COPIED =
      Set.of("postmaster.pid", "postmaster.opts", "server.log");

  private PostgresProcess() {}

  static PostgresServer fresh(Path programs) {
    Path data = folder();
    try {
      Path output = data.resolve("initdb.log");
      List<String> command =
          command(programs.resolve("initdb"), "-D", data + "/db", "-U", "postgres", "-A", "trust");
      Process made =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (made.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(output));
      }
      return run(programs, data.resolve("db"), "user=postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Copies the files between the start and the stop of a backup, and starts them as a standby. */
  static PostgresServer copy(PostgresServer primary) {
    Path data = folder();
    Path programs =
        Path.of(primary.query("SELECT setting FROM pg_config WHERE name = 'BINDIR'").getFirst());
    try (Connection session = primary.connect("postgres", PostgresServer.PASSWORD);
        Statement statement = session.createStatement()) {
      statement.execute("SELECT pg_backup_start('replica', true)");
      copy(primary.data(), data);
      try (ResultSet backup =
          statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
        backup.next();
        Files.writeString(data.resolve("backup_label"), backup.getString(1));
      }
      Files.createFile(data.resolve("standby.signal"));
      Files.writeString(
          data.resolve("postgresql.auto.conf"),
          "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=%s'%n"
              .formatted(primary.port(), PostgresServer.PASSWORD));
      return run(programs, data, "user=postgres&password=" + PostgresServer.PASSWORD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PostgresServer run(Path programs, Path data, String superuser) throws IOException {
    int port = freePort();
    List<String> command =
        command(programs.resolve("postgres"), "-D", data.toString(), "-p", "" + port, "-k", "");
    SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("start.log").toFile())
            .start();
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?" + superuser;
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> answers(url));
    return new PostgresServer(port, data, stopping(process, data));
  }

  private static boolean answers(String url) {
    try (Connection connection = DriverManager.getConnection(url)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static Closeable stopping(Process process, Path data) {
    return () -> {
      process.destroyForcibly().onExit().join();
      delete(data);
    };
  }

  /** PostgreSQL refuses to run as root; in a user name space of its own it is nobody. */
  private static List<String> command(Path program, String... arguments) {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory(
          "rekey-postgres",
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!NOT_COPIED.contains(String.valueOf(file.getFileName()))) {
              Files.copy(file, to.resolve(from.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE; // a running server removes files, too
          }
        });
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      paths.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
