package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.target.iamrole.RoleAccount.Answer;
import dev.rekey.activities.target.iamrole.RoleAccount.Role;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import java.time.Duration;
import java.util.List;

/** What a rotation will need of a role, looked at before it is taken under care. */
final class RoleCheck {
  private final RoleAccount account;
  private final RoleTrials trials;
  private final RoleUsers users;

  RoleCheck(RoleAccount account, RoleTrials trials, RoleUsers users) {
    this.account = account;
    this.trials = trials;
    this.users = users;
  }

  /**
   * Changes nothing; that Rekey may write the policies is seen by the first rotation only.
   *
   * @throws StepFailedException with what is in the way
   */
  void check(IamRole spec, Login current) {
    Role role = account.role(spec);
    List<String> ids = TrustPolicy.of(role.trustPolicy()).externalIds();
    if (!ids.equals(List.of(current.value().reveal()))) {
      throw bad(
          "The role must accept the given external id and no other; it accepts " + ids.size());
    }
    requireQuiet(spec, role);
    if (!trials.refusesWrong(spec)) {
      refusesNothing(spec);
    }
    if (trials.tryOut(spec, current).verdict() != Verdict.ACCEPTED) {
      throw new StepFailedException(
          FailureCode.PERMISSION_DENIED,
          "Rekey cannot assume the role, so that it could prove nothing: its trust policy must name"
              + " Rekey's own role or the prober, and that one's policy must allow sts:AssumeRole");
    }
    users.of(spec, current); // that the log can be read
  }

  private void refusesNothing(IamRole spec) {
    if (account.assume(spec, ExternalIds.wrong()) == Answer.ASSUMED) {
      throw new StepFailedException(
          FailureCode.TARGET_ACCEPTS_ANYTHING,
          "The role lets Rekey in with a wrong external id: another statement of its trust policy"
              + " allows that without the condition");
    }
    throw new StepFailedException(
        FailureCode.TARGET_UNAVAILABLE, account.place() + " gave no usable answer");
  }

  private static void requireQuiet(IamRole spec, Role role) {
    Duration enough = role.longestSession().plus(IamRole.LOG_LAG);
    if (!spec.cutSessions() && spec.quiet().compareTo(enough) < 0) {
      throw bad(
          "Sessions of this role may last "
              + role.longestSession()
              + ": give at least "
              + enough
              + " of quiet time, or let rotations cut older sessions");
    }
  }

  private static StepFailedException bad(String reason) {
    return new StepFailedException(FailureCode.BAD_REQUEST, reason);
  }
}
