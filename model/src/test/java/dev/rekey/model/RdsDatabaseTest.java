package dev.rekey.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RdsDatabase;
import dev.rekey.model.credential.RdsDatabase.Form;
import dev.rekey.model.credential.RotationFunction;
import dev.rekey.model.credential.SecretId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be said of a database of RDS without asking AWS. */
class RdsDatabaseTest {
  private static final RdsDatabase ORDERS =
      new RdsDatabase(Form.CLUSTER, "Orders", "eu-central-1", "orders", Optional.empty());
  private static final PostgresStrategy MASTER =
      new PostgresStrategy.RdsMasterUser(
          "postgres", new OutageAcceptance("ann", Instant.EPOCH, "nobody uses it"));

  private static PostgresUser user(
      PostgresStrategy strategy, PasswordPolicy password, Optional<RdsDatabase> rds) {
    return new PostgresUser(
        new SecretId("orders/db"), List.of(), new SecretId("rotator"), strategy, password, rds);
  }

  private static PostgresUser master(PasswordPolicy password) {
    return user(MASTER, password, Optional.of(ORDERS));
  }

  @Test
  void it_is_one_target_for_all_its_credentials_wherever_it_is_now() {
    PostgresUser alternating =
        user(
            PostgresStrategy.AlternatingUsers.of("orders"),
            PasswordPolicy.DEFAULT,
            Optional.of(ORDERS));
    PostgresEndpoint here = ORDERS.server("a.example.org", 5432, false);
    assertThat(alternating.target()).isEqualTo(master(PasswordPolicy.DEFAULT).target());
    assertThat(alternating.at(List.of(here)).target()).isEqualTo(alternating.target());
    assertThat(alternating.places()).containsExactly("RDS cluster orders in eu-central-1");
  }

  @ParameterizedTest
  @CsvSource({
    "1orders, eu-central-1, orders",
    "or_ders, eu-central-1, orders",
    "orders, frankfurt, orders",
    "orders, eu-central-1, ' '"
  })
  void what_cannot_be_an_id_a_region_or_a_database_is_refused(
      String id, String region, String database) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RdsDatabase(Form.INSTANCE, id, region, database, Optional.empty()));
  }

  @Test
  void a_master_user_is_one_of_rds_and_has_a_password_that_rds_takes() {
    assertThat(master(PasswordPolicy.DEFAULT).overlaps()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> user(MASTER, PasswordPolicy.DEFAULT, Optional.empty()));
    for (PasswordPolicy refused :
        List.of(
            new PasswordPolicy(100, PasswordPolicy.DEFAULT.alphabet()),
            new PasswordPolicy(40, PasswordPolicy.DEFAULT.alphabet() + "@"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> master(refused));
    }
  }

  @Test
  void who_accepts_the_outage_of_a_master_user_is_who_the_door_says() {
    PostgresUser signed = master(PasswordPolicy.DEFAULT).attributed("erin", Instant.EPOCH);
    assertThat(signed.strategy())
        .isEqualTo(
            new PostgresStrategy.RdsMasterUser(
                "postgres", new OutageAcceptance("erin", Instant.EPOCH, "nobody uses it")));
    assertThat(signed.rds()).contains(ORDERS);
  }

  @Test
  void what_a_rotation_function_rotates_is_not_looked_up() {
    PostgresUser looked = master(PasswordPolicy.DEFAULT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RotationFunction(looked.secret(), "rotate", looked))
        .withMessageContaining("Name the endpoints");
  }
}
