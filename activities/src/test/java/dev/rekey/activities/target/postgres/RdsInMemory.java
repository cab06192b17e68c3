package dev.rekey.activities.target.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.RdsException;

/**
 * RDS in memory: what it has is put there by tests. A password is changed some time after it was
 * asked for, shows as pending until then, and no other one is taken meanwhile.
 */
final class RdsInMemory implements RdsClient {
  /** Changes a master user's password where it is honoured. */
  interface Servers {
    /** Changes it. */
    void password(String user, String password);
  }

  private final Map<String, DBInstance> instances = new LinkedHashMap<>();
  private final Map<String, DBCluster> clusters = new LinkedHashMap<>();
  private final List<String> changes = new ArrayList<>();
  private final InstantSource clock;
  private final Servers servers;
  private Duration takes = Duration.ZERO;
  private int hidden;
  private boolean replyLost;
  private Optional<RdsException> failure = Optional.empty();
  private @Nullable Change change;

  private record Change(String user, String password, Instant due) {}

  RdsInMemory(InstantSource clock, Servers servers) {
    this.clock = clock;
    this.servers = servers;
  }

  /** Puts an instance there, or in place of one with its id. */
  RdsInMemory has(DBInstance instance) {
    instances.put(instance.dbInstanceIdentifier(), instance);
    return this;
  }

  /** The same for a cluster. */
  RdsInMemory has(DBCluster cluster) {
    clusters.put(cluster.dbClusterIdentifier(), cluster);
    return this;
  }

  /** From now on a password takes so long. */
  void takes(Duration time) {
    takes = time;
  }

  /** So many descriptions after the next change do not show it. */
  void hides(int descriptions) {
    hidden = descriptions;
  }

  /** The next change is made, and its answer lost. */
  void losesTheNextReply() {
    replyLost = true;
  }

  /** From now on every call fails so; nothing for none. */
  void fails(String code, int status) {
    failure =
        code.isEmpty()
            ? Optional.empty()
            : Optional.of(
                (RdsException)
                    RdsException.builder()
                        .statusCode(status)
                        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                        .build());
  }

  /** How often a password was asked for. */
  int changes() {
    return changes.size();
  }

  /** What every request for a change said besides id and password; nothing, if all is well. */
  List<String> besides() {
    return List.copyOf(changes);
  }

  private void settle() {
    failure.ifPresent(
        thrown -> {
          throw thrown;
        });
    if (change != null && !clock.instant().isBefore(change.due())) {
      servers.password(change.user(), change.password());
      change = null;
    }
  }

  private boolean shows() {
    return change != null && hidden-- <= 0;
  }

  private void change(String user, String password, String besides) {
    settle();
    if (change != null) {
      throw RdsException.builder()
          .statusCode(400)
          .awsErrorDetails(AwsErrorDetails.builder().errorCode("InvalidDBInstanceState").build())
          .build();
    }
    changes.add(besides);
    change = new Change(user, password, clock.instant().plus(takes));
    if (replyLost) {
      replyLost = false;
      throw software.amazon.awssdk.core.exception.SdkClientException.create("no answer");
    }
  }

  @Override
  public DescribeDbInstancesResponse describeDBInstances(DescribeDbInstancesRequest request) {
    settle();
    boolean pending = shows();
    String id = request.dbInstanceIdentifier();
    List<DBInstance> found =
        instances.values().stream()
            .filter(
                one ->
                    id != null
                        ? id.equals(one.dbInstanceIdentifier())
                        : request.filters().getFirst().values().contains(one.dbClusterIdentifier()))
            .map(one -> pending ? changing(one) : one)
            .toList();
    if (id != null && found.isEmpty()) {
      throw absent("DBInstanceNotFound");
    }
    return DescribeDbInstancesResponse.builder().dbInstances(found).build();
  }

  private static DBInstance changing(DBInstance one) {
    return one.toBuilder().pendingModifiedValues(it -> it.masterUserPassword("****")).build();
  }

  @Override
  public DescribeDbClustersResponse describeDBClusters(DescribeDbClustersRequest request) {
    settle();
    UnaryOperator<DBCluster> now =
        shows()
            ? one -> one.toBuilder().pendingModifiedValues(it -> it.masterUserPassword("*")).build()
            : one -> one;
    DBCluster found = clusters.get(request.dbClusterIdentifier());
    if (found == null) {
      throw absent("DBClusterNotFoundFault");
    }
    return DescribeDbClustersResponse.builder().dbClusters(now.apply(found)).build();
  }

  private static RdsException absent(String code) {
    return (RdsException)
        RdsException.builder()
            .statusCode(404)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
  }

  @Override
  public ModifyDbInstanceResponse modifyDBInstance(ModifyDbInstanceRequest request) {
    DBInstance known = instances.get(request.dbInstanceIdentifier());
    if (known == null) {
      throw absent("DBInstanceNotFound");
    }
    change(
        known.masterUsername(),
        request.masterUserPassword(),
        request.toBuilder().dbInstanceIdentifier(null).masterUserPassword(null).build().toString());
    return ModifyDbInstanceResponse.builder().dbInstance(changing(known)).build();
  }

  @Override
  public ModifyDbClusterResponse modifyDBCluster(ModifyDbClusterRequest request) {
    DBCluster known = clusters.get(request.dbClusterIdentifier());
    if (known == null) {
      throw absent("DBClusterNotFoundFault");
    }
    change(
        known.masterUsername(),
        request.masterUserPassword(),
        request.toBuilder().dbClusterIdentifier(null).masterUserPassword(null).build().toString());
    return ModifyDbClusterResponse.builder().dbCluster(known).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
