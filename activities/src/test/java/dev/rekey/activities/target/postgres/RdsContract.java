package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.postgres.Rds.Described;
import dev.rekey.activities.target.postgres.Rds.Server;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.RdsDatabase;
import dev.rekey.model.credential.RdsDatabase.Form;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What RDS tells, whoever plays it. */
abstract class RdsContract {
  static final String POSTGRES = "postgres";

  /** Others may have databases there as well. */
  private final String own = "r" + UUID.randomUUID().toString().substring(0, 8);

  abstract Rds rds();

  abstract void instance(String id, String engine);

  abstract void managed(String id);

  abstract void replica(String id, String source);

  /** The first member takes writes. */
  abstract void cluster(String id, String... members);

  private String id(String name) {
    return own + "-" + name;
  }

  private RdsDatabase database(Form form, String name) {
    return Databases.database(form, id(name));
  }

  private Described described(Form form, String name) {
    return rds().describe(database(form, name));
  }

  private static StepFailedException refused(ThrowingCallable attempt) {
    return catchThrowableOfType(StepFailedException.class, attempt);
  }

  @Test
  void an_instance_is_told_with_its_replicas_and_theirs() {
    instance(id("one"), POSTGRES);
    replica(id("two"), id("one"));
    replica(id("three"), id("two"));
    Described one = described(Form.INSTANCE, "one");
    assertThat(one.servers())
        .extracting(
            Server::id, Server::writer, server -> server.at().map(PostgresEndpoint::replica))
        .containsExactly(
            tuple(id("one"), true, Optional.of(false)),
            tuple(id("two"), false, Optional.of(true)),
            tuple(id("three"), false, Optional.of(true)));
    assertThat(one.servers()).extracting(Server::at).doesNotHaveDuplicates();
    assertThat(one.master()).isEqualTo("master");
    assertThat(one.managed()).isFalse();
    assertThat(one.changing()).isFalse();
  }

  @Test
  void a_cluster_is_told_with_each_members_own_address() {
    cluster(id("all"), id("a"), id("b"));
    Described all = described(Form.CLUSTER, "all");
    assertThat(all.servers())
        .extracting(
            Server::id, Server::writer, server -> server.at().map(PostgresEndpoint::replica))
        .containsExactlyInAnyOrder(
            tuple(id("a"), true, Optional.of(false)), tuple(id("b"), false, Optional.of(true)));
    assertThat(all.servers()).extracting(Server::at).doesNotHaveDuplicates();
    assertThat(all.master()).isEqualTo("master");
  }

  @Test
  void what_is_not_there_is_not_found() {
    for (Form form : Form.values()) {
      assertThat(refused(() -> described(form, "missing")).code()).isEqualTo(FailureCode.NOT_FOUND);
    }
  }

  @Test
  void another_engine_is_refused() {
    instance(id("other"), "mysql");
    assertThat(refused(() -> described(Form.INSTANCE, "other")).reason())
        .endsWith("is no PostgreSQL, but mysql");
  }

  @Test
  void a_member_of_a_cluster_and_a_replica_are_no_database_of_their_own() {
    cluster(id("whole"), id("part"));
    assertThat(refused(() -> described(Form.INSTANCE, "part")).reason())
        .endsWith(
            "is a member of the cluster " + id("whole") + "; name that one with --rds-cluster");
    instance(id("first"), POSTGRES);
    replica(id("copy"), id("first"));
    assertThat(refused(() -> described(Form.INSTANCE, "copy")).reason())
        .endsWith("is a replica of " + id("first") + "; name that one");
  }

  @Test
  void a_password_that_rds_manages_is_told() {
    managed(id("managed"));
    assertThat(described(Form.INSTANCE, "managed").managed()).isTrue();
  }

  @Test
  void the_master_password_of_both_can_be_changed() {
    SecretValue value = SecretValue.of("another-password-of-the-master");
    instance(id("alone"), POSTGRES);
    rds().changeMasterPassword(database(Form.INSTANCE, "alone"), value);
    cluster(id("many"), id("many-1"));
    rds().changeMasterPassword(database(Form.CLUSTER, "many"), value);
    assertThat(
            refused(() -> rds().changeMasterPassword(database(Form.INSTANCE, "missing"), value))
                .code())
        .isEqualTo(FailureCode.NOT_FOUND);
  }
}
