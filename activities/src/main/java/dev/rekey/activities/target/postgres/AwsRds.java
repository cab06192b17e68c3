package dev.rekey.activities.target.postgres;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.RdsDatabase;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.RdsResponse;

/** RDS with the platform's credentials; a client is opened when a region is first asked about. */
public final class AwsRds implements Rds {
  /** What RDS says of a value that it does not take, where nothing but the value is given. */
  private static final Set<String> VALUE = Set.of("InvalidParameterValue", "ValidationError");

  private final Function<Region, RdsClient> open;
  private final Map<String, RdsClient> clients = new ConcurrentHashMap<>();

  /** With clients that give up in time. */
  public AwsRds() {
    this(region -> AwsClients.open(RdsClient.builder().region(region)));
  }

  AwsRds(Function<Region, RdsClient> open) {
    this.open = open;
  }

  private RdsClient at(String region) {
    return clients.computeIfAbsent(region, it -> open.apply(Region.of(it)));
  }

  @Override
  public Described describe(RdsDatabase database) {
    return call(
        "looking up " + database.name(), () -> new RdsServers(this::at, database).described());
  }

  @Override
  public void changeMasterPassword(RdsDatabase database, SecretValue password) {
    call(
        "changing the master password of " + database.name(),
        () -> {
          try {
            return changed(at(database.region()), database, password);
          } catch (SdkException e) {
            if (VALUE.contains(AwsFailures.errorCode(e))) {
              throw Refusals.value(database.name() + " refuses the new value");
            }
            throw e;
          }
        });
  }

  /**
   * Without {@code ApplyImmediately}: a password is changed at once in any case, and with it
   * whatever else waits for the maintenance window would be done now, a restart included.
   */
  private static RdsResponse changed(RdsClient rds, RdsDatabase database, SecretValue password) {
    String id = database.id();
    return switch (database.form()) {
      case INSTANCE ->
          rds.modifyDBInstance(
              it -> it.dbInstanceIdentifier(id).masterUserPassword(password.reveal()));
      case CLUSTER ->
          rds.modifyDBCluster(
              it -> it.dbClusterIdentifier(id).masterUserPassword(password.reveal()));
    };
  }

  private static <T> T call(String what, Supplier<T> call) {
    return AwsFailures.classified(FailureCode.TARGET_UNAVAILABLE, "RDS, " + what, call);
  }
}
