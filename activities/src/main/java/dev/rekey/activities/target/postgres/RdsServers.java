package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.RdsDatabase;
import dev.rekey.model.credential.RdsDatabase.Form;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.Filter;

/**
 * Every server of one database, by its own name rather than one that leads to another server each
 * time: the members of a cluster, and read replicas with the replicas of these, in any region.
 */
final class RdsServers {
  private static final Set<String> ENGINES = Set.of("postgres", "aurora-postgresql");
  private static final String RESETTING = "resetting-master-credentials";
  private static final int REGION = 3;
  private static final int FORM = 5;
  private static final int ID = 6;

  private final Function<String, RdsClient> clients;
  private final RdsDatabase database;
  private final List<Rds.Server> servers = new ArrayList<>();
  private final Deque<Place> unseen = new ArrayDeque<>();
  private final Set<Place> seen = new HashSet<>();

  RdsServers(Function<String, RdsClient> clients, RdsDatabase database) {
    this.clients = clients;
    this.database = database;
  }

  private record Place(String region, Form form, String id) {
    /** RDS names what is in another region by its ARN. */
    static Place of(String name, Form form, String region) {
      String[] parts = name.split(":", -1);
      return parts.length <= ID
          ? new Place(region, form, name)
          : new Place(
              parts[REGION],
              parts[FORM].equals("cluster") ? Form.CLUSTER : Form.INSTANCE,
              parts[ID]);
    }
  }

  Rds.Described described() {
    Place own = new Place(database.region(), database.form(), database.id());
    seen.add(own);
    Rds.Described first =
        switch (own.form()) {
          case INSTANCE -> ofInstance(own);
          case CLUSTER -> ofCluster(own);
        };
    while (!unseen.isEmpty()) {
      replica(unseen.pop());
    }
    return first;
  }

  private Rds.Described ofInstance(Place own) {
    DBInstance instance = instance(own);
    unlessForeign(instance.engine());
    if (instance.dbClusterIdentifier() != null) {
      throw Refusals.badRequest(
          database.name()
              + " is a member of the cluster "
              + instance.dbClusterIdentifier()
              + "; name that one with --rds-cluster");
    }
    if (instance.readReplicaSourceDBInstanceIdentifier() != null) {
      throw Refusals.badRequest(
          database.name()
              + " is a replica of "
              + instance.readReplicaSourceDBInstanceIdentifier()
              + "; name that one");
    }
    add(own, instance, true);
    return new Rds.Described(
        String.valueOf(instance.masterUsername()),
        instance.masterUserSecret() != null,
        changing(instance),
        false,
        servers);
  }

  private Rds.Described ofCluster(Place own) {
    DBCluster cluster = cluster(own);
    unlessForeign(cluster.engine());
    Map<String, DBInstance> members = members(own);
    add(own, cluster, members, true);
    boolean changing =
        RESETTING.equals(cluster.status())
            || (cluster.pendingModifiedValues() != null
                && cluster.pendingModifiedValues().masterUserPassword() != null)
            || members.values().stream().anyMatch(RdsServers::changing);
    return new Rds.Described(
        String.valueOf(cluster.masterUsername()),
        cluster.masterUserSecret() != null,
        changing,
        cluster.globalClusterIdentifier() != null,
        servers);
  }

  private void replica(Place place) {
    switch (place.form()) {
      case INSTANCE -> add(place, instance(place), false);
      case CLUSTER -> add(place, cluster(place), members(place), false);
    }
  }

  private void add(Place at, DBInstance instance, boolean writer) {
    servers.add(server(instance.dbInstanceIdentifier(), writer, Optional.of(instance)));
    later(instance.readReplicaDBInstanceIdentifiers(), Form.INSTANCE, at);
    later(instance.readReplicaDBClusterIdentifiers(), Form.CLUSTER, at);
  }

  private void add(Place at, DBCluster cluster, Map<String, DBInstance> known, boolean own) {
    for (DBClusterMember member : cluster.dbClusterMembers()) {
      String id = member.dbInstanceIdentifier();
      boolean writer = own && Boolean.TRUE.equals(member.isClusterWriter());
      servers.add(server(id, writer, Optional.ofNullable(known.get(id))));
    }
    later(cluster.readReplicaIdentifiers(), Form.INSTANCE, at);
  }

  private void later(List<String> names, Form form, Place from) {
    names.stream()
        .map(name -> Place.of(name, form, from.region()))
        .filter(seen::add)
        .forEach(unseen::push);
  }

  private Rds.Server server(String id, boolean writer, Optional<DBInstance> instance) {
    return new Rds.Server(
        id, writer, instance.map(DBInstance::endpoint).map(it -> endpoint(it, !writer)));
  }

  private PostgresEndpoint endpoint(Endpoint at, boolean replica) {
    return database.server(at.address(), at.port(), replica);
  }

  private static boolean changing(DBInstance instance) {
    return RESETTING.equals(instance.dbInstanceStatus())
        || (instance.pendingModifiedValues() != null
            && instance.pendingModifiedValues().masterUserPassword() != null);
  }

  private DBInstance instance(Place place) {
    return clients
        .apply(place.region())
        .describeDBInstances(it -> it.dbInstanceIdentifier(place.id()))
        .dbInstances()
        .stream()
        .findFirst()
        .orElseThrow(() -> absent(place));
  }

  private DBCluster cluster(Place place) {
    return clients
        .apply(place.region())
        .describeDBClusters(it -> it.dbClusterIdentifier(place.id()))
        .dbClusters()
        .stream()
        .findFirst()
        .orElseThrow(() -> absent(place));
  }

  private Map<String, DBInstance> members(Place place) {
    return clients
        .apply(place.region())
        .describeDBInstancesPaginator(
            it -> it.filters(Filter.builder().name("db-cluster-id").values(place.id()).build()))
        .dbInstances()
        .stream()
        .collect(Collectors.toMap(DBInstance::dbInstanceIdentifier, it -> it));
  }

  private static StepFailedException absent(Place place) {
    return new StepFailedException(
        FailureCode.NOT_FOUND, "RDS does not know " + place.id() + " in " + place.region());
  }

  private void unlessForeign(String engine) {
    if (!ENGINES.contains(engine)) {
      throw Refusals.badRequest(database.name() + " is no PostgreSQL, but " + engine);
    }
  }
}
