package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A PostgreSQL database that AWS runs, by its id: RDS tells where it can be reached at this moment.
 *
 * @param form an instance with its read replicas, or a cluster with its members
 * @param id the identifier, in lower case as RDS keeps it
 * @param region where it is
 * @param database the database's name
 * @param rootCertificate a PEM file to check its servers against, such as RDS's bundle; without
 *     one, the JDK's trust store, which does not know RDS's authorities
 */
public record RdsDatabase(
    Form form, String id, String region, String database, Optional<String> rootCertificate) {
  /** RDS: 1 to 63 letters, digits and hyphens, of which the first is a letter. */
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");

  /** What the id is of. */
  public enum Form {
    INSTANCE,
    CLUSTER;

    /** In words. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks what can be checked without AWS.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public RdsDatabase {
    id = id.toLowerCase(Locale.ROOT);
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "An RDS " + form.word() + " is named by its identifier, such as orders");
    }
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException("A region is named as AWS does, such as eu-central-1");
    }
    if (database.isBlank()) {
      throw new IllegalArgumentException("Name the database");
    }
  }

  /** For people and evidence. */
  @JsonIgnore
  public String name() {
    return "RDS " + form.word() + " " + id + " in " + region;
  }

  /** Short and stable: the same for every credential of it. */
  @JsonIgnore
  public String address() {
    return "rds:" + region + ":" + form.word() + ":" + id;
  }

  /** One of its servers, by its own name. */
  public PostgresEndpoint server(String host, int port, boolean replica) {
    return new PostgresEndpoint(host, port, database, replica, rootCertificate);
  }
}
