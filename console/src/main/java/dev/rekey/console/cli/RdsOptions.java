package dev.rekey.console.cli;

import dev.rekey.model.credential.RdsDatabase;
import dev.rekey.model.credential.RdsDatabase.Form;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A database that RDS is to be asked about, in place of an endpoint. */
@Command
final class RdsOptions {
  @Option(
      names = "--rds-instance",
      paramLabel = "ID",
      description = "An RDS instance; it and its replicas are looked up at each step.")
  @Nullable String instance;

  @Option(
      names = "--rds-cluster",
      paramLabel = "ID",
      description = "An Aurora or Multi-AZ cluster; its members are looked up at each step.")
  @Nullable String cluster;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Where the RDS instance or cluster is, such as eu-central-1.")
  @Nullable String region;

  @Option(
      names = "--database",
      paramLabel = "DB",
      description = "The database on the RDS instance or cluster.")
  @Nullable String database;

  @Option(
      names = "--master-user",
      paramLabel = "ROLE",
      description =
          "The master user of the RDS instance or cluster, whose password RDS changes;"
              + " new logins fail for a while each time.")
  @Nullable String masterUser;

  /**
   * The database, if one was named.
   *
   * @throws CommandFailure with USAGE if something of it is missing
   */
  Optional<RdsDatabase> database(Optional<String> rootCertificate) {
    if (instance == null && cluster == null) {
      if (region != null || database != null || masterUser != null) {
        throw CommandFailure.usage(
            "--region, --database and --master-user come with --rds-instance or --rds-cluster");
      }
      return Optional.empty();
    }
    if (instance != null && cluster != null) {
      throw CommandFailure.usage("Name either --rds-instance or --rds-cluster");
    }
    if (region == null || database == null) {
      throw CommandFailure.usage(
          "With --rds-instance or --rds-cluster name --region and --database");
    }
    return Optional.of(
        instance != null
            ? new RdsDatabase(Form.INSTANCE, instance, region, database, rootCertificate)
            : new RdsDatabase(
                Form.CLUSTER, String.valueOf(cluster), region, database, rootCertificate));
  }
}
