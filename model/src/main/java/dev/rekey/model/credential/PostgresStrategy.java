package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** How a PostgreSQL login changes hands. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "strategy")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PostgresStrategy.AlternatingUsers.class, name = "alternating-users"),
  @JsonSubTypes.Type(value = PostgresStrategy.SingleUser.class, name = "single-user")
})
public sealed interface PostgresStrategy {
  /** The login roles that the credential owns. */
  @JsonIgnore
  List<String> users();

  /** The same, with an accepted outage in the name of this person, at this time. */
  PostgresStrategy attributed(String by, Instant at);

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
}
