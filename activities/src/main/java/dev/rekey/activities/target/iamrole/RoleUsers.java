package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.iamrole.RoleAccount.Assumption;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who assumed a role lately with an external id, and was not cut off since. */
final class RoleUsers {
  /** How our own tries call their sessions, which may do nothing. */
  static final String PROBE = "rekey-probe";

  private final RoleAccount account;
  private final SessionCut cut;
  private final InstantSource clock;

  private record Who(String principal, String address) {}

  RoleUsers(RoleAccount account, SessionCut cut, InstantSource clock) {
    this.account = account;
    this.cut = cut;
    this.clock = clock;
  }

  /** Each of them once, with the last time. */
  List<UserOfOld.OpenSession> of(IamRole spec, Login login) {
    String id = login.value().reveal();
    Instant since = clock.instant().minus(spec.quiet());
    List<Assumption> all = account.assumptions(spec, since);
    if (all.isEmpty()) {
      return List.of();
    }
    Instant dead = cut.before(spec);
    Map<Who, Instant> last = new LinkedHashMap<>();
    all.stream()
        .filter(it -> it.externalId().filter(id::equals).isPresent())
        .filter(it -> !it.session().equals(PROBE) && !it.at().isBefore(dead))
        .forEach(
            it ->
                last.merge(
                    new Who(it.principal() + " (" + it.session() + ")", it.address()),
                    it.at(),
                    (one, other) -> one.isAfter(other) ? one : other));
    return last.entrySet().stream().map(it -> session(spec, it)).toList();
  }

  private static UserOfOld.OpenSession session(IamRole spec, Map.Entry<Who, Instant> user) {
    Who who = user.getKey();
    return new UserOfOld.OpenSession(spec.role(), who.principal(), who.address(), user.getValue());
  }
}
