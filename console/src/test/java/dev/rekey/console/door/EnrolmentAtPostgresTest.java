package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.target.postgres.PostgresTarget;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.console.api.Enrolment;
import dev.rekey.console.api.LoginInput;
import dev.rekey.console.door.enrolment.Enrolling;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.policy.RotationPolicy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** F24: an enrolment that does not succeed has changed nothing at the target. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all, and before each
class EnrolmentAtPostgresTest {
  private static final String ROLES =
      """
      SELECT concat_ws(' ', r.*, (SELECT array_agg(m.* ORDER BY m.oid) FROM pg_auth_members m
        WHERE m.member = r.oid OR m.roleid = r.oid)) FROM pg_roles r ORDER BY rolname""";

  private PostgresServer server;
  private PostgresTarget target;
  private InMemorySecretStore store;
  private EnrolledCredentials inventory;
  private Login rotator;

  @BeforeAll
  void start() {
    server = PostgresServer.start();
    target = new PostgresTarget();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void prepare() {
    store = new InMemorySecretStore();
    inventory = new EnrolledCredentials();
    server.authenticationByScram();
    server.sql("DROP ROLE IF EXISTS shop_a, shop_b, shop", "CREATE ROLE shop");
    rotator = server.rotator("rotator", "shop");
  }

  @Test
  void a_dry_run_finds_what_is_missing_and_changes_nothing() {
    List<String> before = server.query(ROLES);
    assertThatThrownBy(() -> add("missing", true))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            failure -> assertThat(failure.reason()).contains("has no role missing"));
    add("shop", true);
    assertThat(server.query(ROLES)).isEqualTo(before);
    assertThat(inventory.all()).isEmpty();
  }

  @Test
  void a_first_user_that_turns_out_not_to_get_in_is_taken_back() {
    server.authentication("host all rotator 127.0.0.1/32 scram-sha-256\n");
    List<String> before = server.query(ROLES);
    assertThatThrownBy(() -> add("shop", false))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            failure -> assertThat(failure.reason()).contains("pg_hba.conf"));
    assertThat(server.query(ROLES)).isEqualTo(before);
    assertThat(inventory.all()).isEmpty();
    server.authenticationByScram();
    PostgresUser user = (PostgresUser) add("shop", false).credential();
    Login made = made(user);
    assertThat(target.tryOut(user, made).getFirst().verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  private Login made(PostgresUser user) {
    var current =
        store.labels(user.secret()).get(dev.rekey.model.credential.VersionStage.AWSCURRENT);
    return store
        .read(
            user.secret(),
            java.util.Objects.requireNonNull(current),
            dev.rekey.activities.store.Reader.rekey("test"))
        .orElseThrow();
  }

  private CredentialRecord add(String group, boolean dryRun) {
    PostgresUser user =
        new PostgresUser(
            new SecretId("shop/db"),
            List.of(server.endpoint()),
            new SecretId("rotator/shop"),
            PostgresStrategy.AlternatingUsers.of(group),
            PasswordPolicy.DEFAULT);
    CredentialRecord record = new CredentialRecord(user, "ann", Tier.HIGH, RotationPolicy.DEFAULT);
    LoginInput given = new LoginInput(rotator.identity(), rotator.value().reveal());
    return new Enrolling(
            inventory, store, Targets.only(PostgresUser.class, target), Clock.systemUTC())
        .enrol(new Enrolment(record, Optional.empty(), Optional.of(given)), "ann", dryRun);
  }
}
