package dev.rekey.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins whose database RDS is asked about. */
class AddAtRdsTest {
  private static final String AT_CLUSTER =
      "--rds-cluster orders --region eu-central-1 --database shop";

  @TempDir Path folder;

  private final FakeDoor door = new FakeDoor().on("POST /v1/credentials", 201, Samples.view());

  @AfterEach
  void close() {
    door.close();
  }

  private Typed add(String more) throws IOException {
    Path password = Files.writeString(folder.resolve("pw"), "a-password-in-a-file\n");
    List<String> words =
        new ArrayList<>(List.of("credential", "add", "orders/db", "--owner", "alice"));
    words.addAll(List.of("--rotator", "rekey", "--password-file", password.toString()));
    words.addAll(List.of(more.split(" ")));
    return Typed.at(door, folder, words.toArray(String[]::new));
  }

  @Test
  void a_cluster_is_named_in_place_of_an_endpoint() throws Exception {
    Typed typed = add(AT_CLUSTER + " --group orders --user orders_a --root-certificate /opt/b.pem");
    assertThat(typed.err()).isEmpty();
    assertThat(typed.exit()).isZero();
    assertThat(door.bodyOf("POST /v1/credentials"))
        .contains("\"endpoints\":[]", "\"form\":\"CLUSTER\",\"id\":\"orders\"", "eu-central-1")
        .contains("\"database\":\"shop\"", "\"rootCertificate\":\"/opt/b.pem\"")
        .contains("\"rotator\":\"rotator/rds/eu-central-1/orders/rekey\"");
  }

  @Test
  void a_master_user_needs_an_accepted_outage() throws Exception {
    String master =
        "--rds-instance orders --region eu-central-1 --database shop --master-user boss";
    Typed unaccepted = add(master);
    assertThat(unaccepted.exit()).isEqualTo(2);
    assertThat(unaccepted.err()).contains("--accept-outage");
    Typed typed = add(master + " --accept-outage unused");
    assertThat(typed.err()).isEmpty();
    assertThat(door.bodyOf("POST /v1/credentials"))
        .contains("\"strategy\":\"rds-master-user\",\"user\":\"boss\"", "\"form\":\"INSTANCE\"")
        .contains("\"identity\":\"boss\"");
  }

  @Test
  void replicas_that_rds_does_not_tell_of_are_named_beside_it() throws Exception {
    add(AT_CLUSTER + " --group orders --user orders_a --replica far.example.org:5432/shop");
    assertThat(door.bodyOf("POST /v1/credentials"))
        .contains("\"host\":\"far.example.org\"", "\"replica\":true")
        .doesNotContain("\"replica\":false");
  }

  @Test
  void what_contradicts_itself_is_told_in_one_sentence_and_reaches_nobody() throws Exception {
    assertThat(
            List.of(
                add("--group orders"),
                add(AT_CLUSTER + " --rds-instance orders --group orders"),
                add(AT_CLUSTER + " --endpoint db:5432/shop --group orders"),
                add("--rds-cluster orders --group orders"),
                add("--endpoint db:5432/shop --region eu-central-1 --group orders"),
                add("--endpoint db:5432/shop --master-user boss --accept-outage unused"),
                add(AT_CLUSTER + " --group orders --master-user boss --accept-outage unused"),
                add("--rds-cluster or_ders --region eu-central-1 --database shop --group orders")))
        .allSatisfy(
            typed -> {
              assertThat(typed.exit()).isEqualTo(2);
              assertThat(typed.err()).startsWith("rekey: ").doesNotContain("Exception", "\tat ");
            });
    assertThat(door.calls()).isEmpty();
  }
}
