package dev.rekey.model.credential;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL login (version 14 and later).
 *
 * @param secret the secret's name
 * @param endpoints where the login is used, the primary first, then its replicas; of a database
 *     that RDS runs, only replicas that RDS does not tell of
 * @param rotator the secret that holds Rekey's own login: a role with CREATEROLE, no superuser
 * @param strategy two users in turn, or one user with an accepted outage
 * @param password how new passwords are made
 * @param rds the database, if RDS is to be asked where it is
 */
public record PostgresUser(
    SecretId secret,
    List<PostgresEndpoint> endpoints,
    SecretId rotator,
    PostgresStrategy strategy,
    PasswordPolicy password,
    Optional<RdsDatabase> rds)
    implements CredentialSpec {
  /** The kind's name. */
  public static final String KIND = "postgres-user";

  /**
   * Checks what can be checked without the target.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public PostgresUser {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty() && rds.isEmpty()) {
      throw new IllegalArgumentException("A PostgreSQL credential needs at least one endpoint");
    }
    if (secret.equals(rotator)) {
      throw new IllegalArgumentException("A credential cannot be its own rotator");
    }
    if (endpoints.stream().distinct().count() < endpoints.size()) {
      throw new IllegalArgumentException("An endpoint is named twice");
    }
    strategy.check(password, rds);
  }

  /** At these endpoints, of which nobody is to be asked. */
  public PostgresUser(
      SecretId secret,
      List<PostgresEndpoint> endpoints,
      SecretId rotator,
      PostgresStrategy strategy,
      PasswordPolicy password) {
    this(secret, endpoints, rotator, strategy, password, Optional.empty());
  }

  /** The same at the endpoints that its database has now. */
  public PostgresUser at(List<PostgresEndpoint> present) {
    return new PostgresUser(secret, present, rotator, strategy, password, rds);
  }

  /** The endpoint that takes writes. */
  public PostgresEndpoint primary() {
    return endpoints.getFirst();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String target() {
    return rds.map(RdsDatabase::address)
        .orElseGet(() -> "postgres:" + primary().host() + ":" + primary().port());
  }

  @Override
  public List<String> identities() {
    return strategy.users();
  }

  @Override
  public Optional<SecretId> rotatorSecret() {
    return Optional.of(rotator);
  }

  @Override
  public List<String> places() {
    return Stream.concat(
            rds.stream().map(RdsDatabase::name), endpoints.stream().map(PostgresEndpoint::name))
        .toList();
  }

  @Override
  public PostgresUser attributed(String by, Instant at) {
    return new PostgresUser(secret, endpoints, rotator, strategy.attributed(by, at), password, rds);
  }

  @Override
  public boolean stateComesWithContainment() {
    return true;
  }

  @Override
  public boolean overlaps() {
    return switch (strategy) {
      case PostgresStrategy.AlternatingUsers alternating -> true;
      case PostgresStrategy.SingleUser single -> false;
      case PostgresStrategy.RdsMasterUser master -> false;
    };
  }
}
