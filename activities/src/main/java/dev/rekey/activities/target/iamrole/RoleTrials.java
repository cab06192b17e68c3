package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.target.iamrole.RoleAccount.Answer;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;

/**
 * Tries an external id by assuming the role. STS says the same "access denied" to a wrong external
 * id and to a caller who may not assume the role at all, so a refusal counts only if at the same
 * moment the same caller is let in with an external id that the trust policy names; and a role that
 * lets in a wrong one proves nothing.
 */
final class RoleTrials {
  /** More values are not in a condition of ours; each costs a call. */
  private static final int CONTROLS = 3;

  private final RoleAccount account;
  private final RoleTrust trust;

  RoleTrials(RoleAccount account, RoleTrust trust) {
    this.account = account;
    this.trust = trust;
  }

  Trial tryOut(IamRole spec, Login login) {
    return new Trial(account.place() + " " + spec.role(), verdict(spec, login.value().reveal()));
  }

  private Verdict verdict(IamRole spec, String id) {
    return switch (account.assume(spec, id)) {
      case ASSUMED -> refusesWrong(spec) ? Verdict.ACCEPTED : Verdict.UNKNOWN;
      case DENIED -> acceptsAnother(spec, id) ? Verdict.REFUSED : Verdict.UNKNOWN;
      case UNCLEAR -> Verdict.UNKNOWN;
    };
  }

  /** Whether an external id is looked at there. */
  boolean refusesWrong(IamRole spec) {
    return account.assume(spec, ExternalIds.wrong()) == Answer.DENIED;
  }

  private boolean acceptsAnother(IamRole spec, String refused) {
    try {
      return trust.ids(spec).stream()
          .filter(id -> !id.equals(refused))
          .limit(CONTROLS)
          .anyMatch(id -> account.assume(spec, id) == Answer.ASSUMED);
    } catch (StepFailedException e) {
      // Without the trust policy nobody knows who would be let in, unless there is nothing to be.
      return e.code() == FailureCode.NOT_FOUND && account.isGone(spec);
    }
  }
}
