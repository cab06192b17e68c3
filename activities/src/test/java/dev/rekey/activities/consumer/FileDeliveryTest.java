package dev.rekey.activities.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDeliveryTest {
  private static final VersionId FIRST = new VersionId("00000000-0000-0000-0000-000000000001");
  private static final VersionId SECOND = new VersionId("00000000-0000-0000-0000-000000000002");
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir Path folder;
  private Path allowed;
  private Path file;
  private Path reloads;

  @BeforeEach
  void folders() throws IOException {
    allowed = Files.createDirectory(folder.resolve("allowed"));
    file = allowed.resolve("db.json");
    reloads = folder.resolve("reloads");
  }

  @Test
  void a_file_is_replaced_for_its_owner_alone_and_its_reader_reloads() throws IOException {
    assertThat(deliver(FIRST, "a", count())).isTrue();
    assertThat(file).hasContent(json(FIRST, "a"));
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(deliver(SECOND, "b", count())).isTrue();
    assertThat(file).hasContent(json(SECOND, "b"));
    assertThat(reloads).hasContent("reload\nreload\n");
    assertThat(allowed.toFile().list()).containsExactlyInAnyOrder("db.json", ".db.json.read");
  }

  @Test
  void the_same_version_again_reloads_only_if_the_file_differs() throws IOException {
    deliver(FIRST, "a", count());
    deliver(FIRST, "a", count());
    assertThat(reloads).hasContent("reload\n");
    Files.writeString(file, "somebody wrote here");
    deliver(FIRST, "a", count());
    assertThat(file).hasContent(json(FIRST, "a"));
    assertThat(reloads).hasContent("reload\nreload\n");
  }

  @Test
  void a_reload_that_failed_is_done_again_although_the_file_is_there() {
    unreachable(() -> deliver(FIRST, "a", shell("exit 7")), "ended with code 7");
    assertThat(file).hasContent(json(FIRST, "a"));
    assertThat(deliver(FIRST, "a", count())).isTrue();
    assertThat(reloads).hasContent("reload\n");
  }

  @Test
  void a_reload_that_does_not_end_is_ended() {
    unreachable(() -> deliver(FIRST, "a", shell("sleep 600")), "did not end within 1 s");
  }

  @Test
  void a_reload_sees_no_environment_of_ours() throws IOException {
    deliver(FIRST, "a", shell("env > " + reloads));
    assertThat(Files.readString(reloads)).doesNotContain("HOME=").contains("PATH=/usr/sbin");
  }

  @Test
  void nothing_is_allowed_by_default() {
    Deliveries deliveries =
        new Deliveries(DeliveryPermissions.NONE, new InMemorySecretStore(), Clock.systemUTC());
    unreachable(
        () -> deliveries.deliver(push(file.toString(), List.of()), FIRST, login("a")),
        "below no folder that the operator allows");
    assertThat(file).doesNotExist();
  }

  @Test
  void a_consumer_is_checked_with_the_sentence_that_a_delivery_gives_and_nothing_is_written() {
    Deliveries deliveries =
        new Deliveries(
            new DeliveryPermissions(List.of(allowed), List.of(SHELL)),
            new InMemorySecretStore(),
            Clock.systemUTC());
    Path missing = allowed.resolve("new/db.json");
    checked(deliveries, missing.toString(), List.of(), "there is no folder " + missing.getParent());
    checked(deliveries, "db.json", List.of(), "the path db.json is not absolute and plain");
    checked(deliveries, folder + "/db.json", List.of(), "below no folder that the operator allows");
    checked(deliveries, allowed + "/db.xml", List.of(), "ends in none of .json, .properties, .env");
    checked(deliveries, file.toString(), List.of("/bin/cat"), "does not allow to run /bin/cat");
    deliveries.check(push(file.toString(), count()));
    assertThat(allowed).isEmptyDirectory();
  }

  private static void checked(
      Deliveries deliveries, String path, List<String> reload, String sentence) {
    Consumer.FilePush consumer = push(path, reload);
    unreachable(() -> deliveries.check(consumer), sentence);
    unreachable(() -> deliveries.deliver(consumer, FIRST, login("a")), sentence);
  }

  @Test
  void a_program_that_is_not_allowed_changes_nothing() {
    unreachable(() -> deliver(FIRST, "a", List.of("/bin/cat")), "does not allow to run /bin/cat");
    unreachable(() -> deliver(FIRST, "a", List.of("sh")), "not absolute");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%s/../outside.json", "%s/link/outside.json", "relative.json", "%s/new/db.json"})
  void a_path_that_leads_elsewhere_is_refused(String pattern) throws IOException {
    Files.createSymbolicLink(allowed.resolve("link"), folder);
    unreachable(() -> deliver(pattern.formatted(allowed), FIRST, "a", List.of()), "");
    assertThat(folder.toFile().list()).containsExactly("allowed");
  }

  @Test
  void a_link_in_place_of_the_file_is_refused() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside.json"), "untouched");
    Files.createSymbolicLink(file, outside);
    unreachable(() -> deliver(FIRST, "a", List.of()), "is a link");
    assertThat(outside).hasContent("untouched");
  }

  @Test
  void the_ending_decides_how_the_file_is_read() throws IOException {
    String odd = "it's \"odd\"=#\\ $HOME";
    deliver(allowed.resolve("db.properties").toString(), FIRST, odd, List.of());
    Properties read = new Properties();
    read.load(new StringReader(Files.readString(allowed.resolve("db.properties"))));
    assertThat(read).containsEntry("password", odd).containsEntry("username", "orders_a");
    Path env = allowed.resolve("db.env");
    deliver(
        env.toString(),
        FIRST,
        odd,
        shell(". " + env + "; printf %s \"$REKEY_PASSWORD\" > " + reloads));
    assertThat(reloads).hasContent(odd);
    unreachable(
        () -> deliver(allowed.resolve("db.xml").toString(), FIRST, "a", List.of()), ".json");
  }

  private boolean deliver(VersionId version, String password, List<String> reload) {
    return deliver(file.toString(), version, password, reload);
  }

  private boolean deliver(String path, VersionId version, String password, List<String> reload) {
    DeliveryPermissions permissions = new DeliveryPermissions(List.of(allowed), List.of(SHELL));
    new FileDelivery(permissions, new Reload(Duration.ofSeconds(1)))
        .deliver(push(path, reload), version, login(password));
    return true;
  }

  private static Consumer.FilePush push(String path, List<String> reload) {
    return new Consumer.FilePush(
        new ConsumerId("batch"), new SecretId("orders/db"), "ann", path, reload);
  }

  private static Login login(String password) {
    return new Login("orders_a", SecretValue.of(password));
  }

  private List<String> count() {
    return shell("echo reload >> " + reloads);
  }

  private static List<String> shell(String script) {
    return List.of(SHELL.toString(), "-c", script);
  }

  private static String json(VersionId version, String password) {
    return "{\"secret\":\"orders/db\",\"version\":\""
        + version
        + "\",\"username\":\"orders_a\",\"password\":\""
        + password
        + "\"}\n";
  }

  private static void unreachable(Runnable delivery, String why) {
    assertThatThrownBy(delivery::run)
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CONSUMER_UNREACHABLE))
        .hasMessageContaining(why);
  }
}
