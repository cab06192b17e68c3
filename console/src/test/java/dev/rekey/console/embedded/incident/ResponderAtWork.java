package dev.rekey.console.embedded.incident;

import static org.awaitility.Awaitility.await;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.console.secrecy.Installed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A whole server, a database that honours its credentials, and a responder at the terminal. */
final class ResponderAtWork implements AutoCloseable {
  static final String ENROLLED = "Enrolled+Pa55word/never?seen&again7Q";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  final PostgresServer target = PostgresServer.start();
  final Installed server;

  private final Path folder;
  private final Login rotator;

  /** Starts both; orders_a of the group orders may log in. */
  ResponderAtWork(Path folder, Map<String, String> environment) {
    this.folder = folder;
    target.sql(
        "CREATE ROLE orders",
        "CREATE ROLE orders_a LOGIN IN ROLE orders PASSWORD '" + ENROLLED + "'");
    rotator = target.rotator("rotator", "orders", "orders_a");
    try {
      Files.createDirectory(folder.resolve("files"));
      Files.writeString(folder.resolve("orders.pw"), ENROLLED);
      Files.writeString(folder.resolve("rotator.pw"), rotator.value().reveal());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server = new Installed(folder.resolve("data"), folder.resolve("files"), environment);
  }

  /** Enrols a credential whose user in use is orders_a. */
  void enrol(String name, String... more) {
    List<String> words = new ArrayList<>(List.of("credential", "add", name));
    words.addAll(List.of("--endpoint", "127.0.0.1:" + target.port() + "/postgres"));
    words.addAll(List.of("--user", "orders_a", "--password-file", file("orders.pw")));
    words.addAll(List.of("--drain", "0s", "--owner", "erin", "--rotator", rotator.identity()));
    words.addAll(List.of("--rotator-password-file", file("rotator.pw")));
    words.addAll(List.of(more));
    server.rekey(0, words.toArray(String[]::new));
  }

  /** Enrols the login by which others are rotated, which an administrator's login rotates. */
  void enrolRotator(String name) throws IOException {
    Login admin = target.rotator("admin", rotator.identity());
    Files.writeString(folder.resolve("admin.pw"), admin.value().reveal());
    List<String> words = new ArrayList<>(List.of("credential", "add", name));
    words.addAll(List.of("--endpoint", "127.0.0.1:" + target.port() + "/postgres"));
    words.addAll(List.of("--user", rotator.identity(), "--password-file", file("rotator.pw")));
    words.addAll(List.of("--single-user", rotator.identity(), "--accept-outage", "for seconds"));
    words.addAll(List.of("--drain", "0s", "--owner", "erin", "--rotator", admin.identity()));
    words.addAll(List.of("--rotator-password-file", file("admin.pw")));
    server.rekey(0, words.toArray(String[]::new));
  }

  /** Enrols one whose users Rekey makes. */
  void enrolNew(String name, String group, String owner) {
    server.rekey(
        0,
        "credential",
        "add",
        name,
        "--endpoint",
        "127.0.0.1:" + target.port() + "/postgres",
        "--group",
        group,
        "--drain",
        "0s",
        "--owner",
        owner,
        "--rotator",
        rotator.identity());
  }

  /** Declares, and gives the incident's name. */
  String declare(String name, String... more) {
    List<String> words = new ArrayList<>(List.of("incident", "declare", name));
    words.addAll(List.of("--finding", "it was seen in a log"));
    words.addAll(List.of(more));
    return server.rekey(0, words.toArray(String[]::new)).lines().findFirst().orElseThrow();
  }

  /** Does something in it. */
  void act(String incident, String act, String... more) {
    List<String> words = new ArrayList<>(List.of("incident", "act", incident, act));
    words.addAll(List.of("--text", "as the card says"));
    words.addAll(List.of(more));
    server.rekey(0, words.toArray(String[]::new));
  }

  /** Waits until the incident shows this. */
  String awaitShown(String incident, String words) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> server.tried("incident", "show", incident).contains(words));
    return server.tried("incident", "show", incident);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Override
  public void close() {
    server.close();
    target.close();
  }
}
