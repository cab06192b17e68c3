package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.target.iamrole.RoleAccount.Being;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** Which role has a name now. Names are only unique within an account. */
final class RoleBeing {
  private RoleBeing() {}

  /**
   * Nothing if it is gone, also if one of the same name is there at another path.
   *
   * @param theirs whether this client's account is that of the role
   * @throws StepFailedException NOT_FOUND if its account cannot be looked at
   */
  static Optional<Being> of(IamClient client, IamRole spec, Supplier<Boolean> theirs) {
    Optional<Role> there =
        AwsFailures.classified(
            FailureCode.TARGET_UNAVAILABLE,
            "IAM, reading the role of " + spec.name(),
            () -> found(client, spec));
    if (there.isEmpty() && !theirs.get()) {
      throw new StepFailedException(
          FailureCode.NOT_FOUND, "No role of Rekey's is known in the account of " + spec.role());
    }
    return there.map(role -> new Being(role.roleId(), role.createDate()));
  }

  private static Optional<Role> found(IamClient client, IamRole spec) {
    try {
      Role role = client.getRole(it -> it.roleName(spec.name())).role();
      return Optional.of(role).filter(it -> spec.role().equals(it.arn()));
    } catch (NoSuchEntityException gone) {
      return Optional.empty();
    }
  }
}
