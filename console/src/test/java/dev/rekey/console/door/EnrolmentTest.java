package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Reader;
import dev.rekey.console.door.OpenDoor.Answer;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentTest {
  private static final SecretId SECRET = new SecretId("orders/db");

  @AutoClose private final OpenDoor door = new OpenDoor();

  @Test
  void enrols_a_credential_and_shows_it_from_then_on() {
    Answer enrolled = door.enrol();
    assertThat(enrolled.status()).isEqualTo(201);
    Answer shown = door.get(door.ann, "/v1/credentials?secret=orders/db");
    assertThat(shown.json().get(0)).isEqualTo(enrolled.json());
    assertThat(enrolled.json().path("record").path("policy").path("drain").asString())
        .isEqualTo("PT5M");
    assertThat(stored().identity()).isEqualTo("orders_a");
  }

  @Test
  void a_dry_run_checks_everything_and_changes_nothing() {
    Answer checked = door.post(door.ann, "/v1/credentials?dryRun=true", Bodies.enrolment());
    assertThat(checked.status()).isEqualTo(200);
    assertThat(checked.json().path("currentVersion").isNull()).isTrue();
    assertThat(door.inventory.all()).isEmpty();
    assertThat(door.post(door.ann, "/v1/rotations", Bodies.rotation("orders/db", true)).status())
        .isEqualTo(404);
  }

  @Test
  void a_misspelt_dry_run_does_not_enrol() {
    Answer refused = door.post(door.ann, "/v1/credentials?dryrun=true", Bodies.enrolment());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(door.inventory.all()).isEmpty();
  }

  @Test
  void f24_a_login_that_the_target_refuses_leaves_nothing_behind() {
    String wrong =
        Bodies.enrolment("orders/db", Bodies.current("Not-The-Password-1"), Bodies.ROTATOR);
    assertThat(door.post(door.ann, "/v1/credentials", wrong).status()).isEqualTo(400);
    assertThat(door.inventory.all()).isEmpty();
    assertThat(door.enrol().status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "********",
        "xxxxxxxx",
        "<redacted>",
        "[REDACTED]",
        "${DB_PASSWORD}",
        "{{ password }}",
        "(hidden)",
        "null",
        "changeme"
      })
  void f25_an_empty_or_redacted_password_is_refused(String masked) {
    String body = Bodies.enrolment("orders/db", Bodies.current(masked), Bodies.ROTATOR);
    Answer refused = door.post(door.ann, "/v1/credentials", body);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("VALUE_REJECTED");
    assertThat(door.inventory.all()).isEmpty();
  }

  @Test
  void a_key_that_leaked_is_not_taken_again() {
    door.inventory.leaked("orders_a", Instant.EPOCH);
    Answer refused = door.enrol();
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("VALUE_REJECTED");
    assertThat(refused.detail()).contains("orders_a", "leaked since 1970");
    assertThat(door.inventory.all()).isEmpty();
  }

  @Test
  void the_same_secret_is_enrolled_once() {
    door.enrol();
    Answer again = door.enrol();
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("ALREADY_ENROLLED");
  }

  @Test
  void two_credentials_never_share_a_user() {
    door.enrol();
    String other = Bodies.enrolment("other/db", Bodies.current(OpenDoor.PASSWORD), Bodies.ROTATOR);
    Answer refused = door.post(door.ann, "/v1/credentials", other);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("IDENTITY_CLAIMED");
  }

  @Test
  void a_crash_before_the_ledger_wrote_is_healed_by_enrolling_again() {
    door.inventory.breakDown(true);
    assertThat(door.enrol().status()).isEqualTo(503);
    door.inventory.breakDown(false);
    assertThat(door.enrol().status()).isEqualTo(201);
    assertThat(stored().value()).isEqualTo(SecretValue.of(OpenDoor.PASSWORD));
  }

  @Test
  void what_a_crashed_enrolment_left_is_replaced_by_the_login_that_works_now() {
    door.inventory.breakDown(true);
    door.enrol();
    door.inventory.breakDown(false);
    Login changed = new Login("orders_a", SecretValue.of("Changed-Meanwhile-5X"));
    door.target.changeByHand(changed);
    String body =
        Bodies.enrolment("orders/db", Bodies.current("Changed-Meanwhile-5X"), Bodies.ROTATOR);
    assertThat(door.post(door.ann, "/v1/credentials", body).status()).isEqualTo(201);
    assertThat(stored()).isEqualTo(changed);
  }

  @Test
  void a_secret_that_somebody_else_wrote_is_never_overwritten() {
    Login foreign = new Login("somebody", SecretValue.of("Somebody-Elses-Value"));
    door.store.create(SECRET, new VersionId("11111111-1111-1111-1111-111111111111"), foreign);
    Answer refused = door.enrol();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("FOREIGN_WRITE");
    assertThat(stored()).isEqualTo(foreign);
  }

  @Test
  void a_rotator_that_is_neither_known_nor_given_is_asked_for() {
    String body = Bodies.enrolment("orders/db", Bodies.current(OpenDoor.PASSWORD), "null");
    Answer refused = door.post(door.ann, "/v1/credentials", body);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("ROTATOR_REJECTED");
  }

  @Test
  void users_that_do_not_exist_yet_are_made() {
    String body = Bodies.enrolment("orders/db", "null", Bodies.ROTATOR);
    Answer refused = door.post(door.ann, "/v1/credentials?dryRun=true", body);
    assertThat(refused.detail()).contains("exists already");
    String others = body.replace("orders_a", "orders_x").replace("orders_b", "orders_y");
    assertThat(door.post(door.ann, "/v1/credentials", others).status()).isEqualTo(201);
    assertThat(stored().identity()).isEqualTo("orders_x");
    assertThat(door.target.accepts(stored())).isTrue();
    assertThat(stored().value()).isNotEqualTo(SecretValue.of(OpenDoor.PASSWORD));
  }

  @Test
  void a_name_that_postgresql_would_cut_is_refused_before_anything_is_asked() {
    String body = Bodies.enrolment("orders/db", "null", Bodies.ROTATOR);
    String tooLong = body.replace("orders_a", "o".repeat(64));
    Answer refused = door.post(door.ann, "/v1/credentials?dryRun=true", tooLong);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.detail()).contains("1 to 63 bytes");
  }

  @Test
  void an_outage_is_accepted_by_whoever_enrols_whatever_the_request_says() {
    String single =
        Bodies.enrolment()
            .replaceAll(
                "(?s)\"strategy\": \\{.*?}",
                """
                "strategy": {"strategy": "single-user", "user": "orders_a", "accepted":
                  {"by": "the-boss", "at": "2020-01-01T00:00:00Z", "reason": "one user only"}}\
                """);
    assertThat(door.post(door.ann, "/v1/credentials", single).status()).isEqualTo(201);
    PostgresUser user =
        (PostgresUser) door.inventory.find(SECRET).orElseThrow().record().credential();
    assertThat(user.strategy())
        .isInstanceOfSatisfying(
            PostgresStrategy.SingleUser.class,
            strategy -> assertThat(strategy.accepted().by()).isEqualTo("ann"));
  }

  private Login stored() {
    VersionId current = door.store.labels(SECRET).get(VersionStage.AWSCURRENT);
    return door.store
        .read(SECRET, java.util.Objects.requireNonNull(current), Reader.rekey("test"))
        .orElseThrow();
  }
}
