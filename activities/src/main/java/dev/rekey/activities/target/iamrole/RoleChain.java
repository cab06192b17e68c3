package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.Deed;
import dev.rekey.activities.aws.principal.AssumedRoles;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.OuterDenial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The roles that sessions of a role went on to, from one to the next and from one account to the
 * next. What was begun there outlives the session with which it was begun ("role chaining", IAM
 * User Guide), so that each of them is cut at its own role.
 *
 * @param account the account that has the role
 * @param cut which sessions of the role itself are refused
 */
record RoleChain(RoleAccount account, SessionCut cut) {
  /** Whether the role itself is cut: before that there is no time for logs. */
  boolean isBegun(IamRole spec) {
    return cut.isWhole(spec);
  }

  /** Those whose sessions act yet. */
  List<Living> living(IamRole spec, Instant now, String where) {
    return isBegun(spec) ? living(suspect(spec, now), where) : List.of();
  }

  /** Those that a role left which is gone. */
  List<Living> leftBehind(IamRole spec, Instant now, String where) {
    return living(onwards(spec, now), where);
  }

  private List<Living> living(Doings doings, String where) {
    return account.uncut(doings).stream()
        .map(
            role ->
                new Living(
                    "sessions of a role that was assumed with it",
                    role,
                    where,
                    Optional.of(new OuterDenial(role, false))))
        .toList();
  }

  /** Ends them, but for what nobody may from here, which it says. */
  List<Deed> end(IamRole spec, Instant now, Duration settling) {
    return Deed.done(account.cut(suspect(spec, now), now.plus(settling)));
  }

  /** The same of a role that is gone. */
  List<Deed> endLeftBehind(IamRole spec, Instant now, Duration settling) {
    return Deed.done(account.cut(onwards(spec, now), now.plus(settling)));
  }

  /** What was done before the role was cut; whoever goes on from it later is let in anew. */
  private Doings suspect(IamRole spec, Instant now) {
    Instant end = cut.before(spec);
    return onwards(spec, now).only(call -> Doings.at(call).filter(end::isAfter).isPresent());
  }

  private Doings onwards(IamRole spec, Instant now) {
    return account
        .doings(spec, now.minus(AssumedRoles.LONGEST))
        .only(call -> Doings.asked(call, "roleArn").filter(spec.role()::equals).isEmpty());
  }
}
