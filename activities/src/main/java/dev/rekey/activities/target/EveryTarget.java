package dev.rekey.activities.target;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.EveryAuthority;
import dev.rekey.activities.target.certificate.TlsCertificateTarget;
import dev.rekey.activities.target.iamkey.IamKeyTarget;
import dev.rekey.activities.target.iamrole.IamRoleTarget;
import dev.rekey.activities.target.kmskey.KmsKeyTarget;
import dev.rekey.activities.target.postgres.AwsRds;
import dev.rekey.activities.target.postgres.PostgresTarget;
import dev.rekey.activities.target.rotationfunction.RotationFunctionTarget;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.KmsKey;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RotationFunction;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;

/**
 * The target of each kind of credential; a new kind does not compile until it is named here. They
 * keep sessions open, so one is kept.
 */
public final class EveryTarget implements Targets {
  private final CredentialTarget<PostgresUser> postgres = new PostgresTarget(new AwsRds());
  private final CredentialTarget<RotationFunction> function = new RotationFunctionTarget(this);
  private final CredentialTarget<IamRole> roles = new IamRoleTarget();
  private final CredentialTarget<IamAccessKey> accessKeys = new IamKeyTarget();
  private final CredentialTarget<KmsKey> keys = new KmsKeyTarget();
  private final CredentialTarget<TlsCertificate> certificates;

  /** All of them, as production has them. */
  public EveryTarget() {
    this(EveryAuthority.remote());
  }

  /** The same, with certificates of these authorities. */
  public EveryTarget(Authorities authorities) {
    this.certificates = new TlsCertificateTarget(authorities);
  }

  @Override
  @SuppressWarnings("unchecked") // each branch gives the target of its own pattern's type
  public <S extends CredentialSpec> CredentialTarget<S> of(S credential) {
    return (CredentialTarget<S>)
        switch ((CredentialSpec) credential) {
          case PostgresUser user -> postgres;
          case RotationFunction driven -> function;
          case IamRole role -> roles;
          case IamAccessKey key -> accessKeys;
          case KmsKey key -> keys;
          case TlsCertificate certificate -> certificates;
          case SigningAuthority authority ->
              throw new StepFailedException(
                  FailureCode.BAD_REQUEST,
                  authority.authority() + " is rolled over; nobody rotates an authority's key");
        };
  }
}
