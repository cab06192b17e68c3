package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a PostgreSQL login changes hands. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "strategy")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PostgresStrategy.AlternatingUsers.class, name = "alternating-users"),
  @JsonSubTypes.Type(value = PostgresStrategy.SingleUser.class, name = "single-user"),
  @JsonSubTypes.Type(value = PostgresStrategy.RdsMasterUser.class, name = "rds-master-user")
})
public sealed interface PostgresStrategy {
  /** The login roles that the credential owns. */
  @JsonIgnore
  List<String> users();

  /** The same, with an accepted outage in the name of this person, at this time. */
  PostgresStrategy attributed(String by, Instant at);

  /**
   * Checks that it can do with these.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  default void check(PasswordPolicy password, Optional<RdsDatabase> rds) {}

  /**
   * Two login roles share one group role's grants; each rotation re-keys the idle one. The default.
   *
   * @param group the role that holds the grants
   * @param first one login role
   * @param second the other
   */
  record AlternatingUsers(String group, String first, String second) implements PostgresStrategy {
    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if a name breaks PostgreSQL's rules, or two are equal
     */
    public AlternatingUsers {
      Stream.of(group, first, second).forEach(PostgresNames::check);
      if (Stream.of(group, first, second).distinct().count() < 3) {
        throw new IllegalArgumentException(
            "The group role and the two login roles need three different names");
      }
    }

    /** The usual names: {@code group_a} and {@code group_b}. */
    public static AlternatingUsers of(String group) {
      return new AlternatingUsers(group, group + "_a", group + "_b");
    }

    @Override
    public List<String> users() {
      return List.of(first, second);
    }

    @Override
    public AlternatingUsers attributed(String by, Instant at) {
      return this;
    }
  }

  /**
   * One login role whose password changes. Between the change and the consumers' reload new logins
   * fail, so somebody must have accepted that.
   *
   * @param user the login role
   * @param accepted who accepted the outage, when and why
   */
  record SingleUser(String user, OutageAcceptance accepted) implements PostgresStrategy {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it breaks PostgreSQL's rules
     */
    public SingleUser {
      PostgresNames.check(user);
    }

    @Override
    public List<String> users() {
      return List.of(user);
    }

    @Override
    public SingleUser attributed(String by, Instant at) {
      return new SingleUser(user, new OutageAcceptance(by, at, accepted.reason()));
    }
  }

  /**
   * The master user of a database that RDS runs. RDS alone changes its password, some time after it
   * was asked to, so this is a single user with somebody else's hand on it.
   *
   * @param user the master user
   * @param accepted who accepted the outage, when and why
   */
  record RdsMasterUser(String user, OutageAcceptance accepted) implements PostgresStrategy {
    /** RDS for PostgreSQL and Aurora PostgreSQL, CreateDBInstance. */
    private static final int LONGEST = 99;

    private static final String FORBIDDEN = "/\"@ ";

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it breaks PostgreSQL's rules
     */
    public RdsMasterUser {
      PostgresNames.check(user);
    }

    @Override
    public List<String> users() {
      return List.of(user);
    }

    @Override
    public RdsMasterUser attributed(String by, Instant at) {
      return new RdsMasterUser(user, new OutageAcceptance(by, at, accepted.reason()));
    }

    @Override
    public void check(PasswordPolicy password, Optional<RdsDatabase> rds) {
      if (rds.isEmpty()) {
        throw new IllegalArgumentException("A master user is one of an RDS instance or cluster");
      }
      if (password.length() > LONGEST
          || password.alphabet().chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
        throw new IllegalArgumentException(
            "RDS takes a master password of at most 99 characters, without / \" and @");
      }
    }
  }
}
