package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.activities.store.RotatedSecrets;
import dev.rekey.activities.store.RotatedSecrets.RotatedSecret;
import dev.rekey.activities.store.RotationTokens;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rotation.NativeEvent;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of a rotation that AWS Secrets Manager drives: its first three are our create, its last
 * is our deploy. What it has no steps for, verify and revoke, follows under the same version.
 */
public final class NativeSteps {
  /** Who asked, as the history names it. */
  private static final String AWS = "AWS Secrets Manager";

  private final RotationSteps steps;
  private final Ports ports;
  private final RotatedSecrets secrets;
  private final Enrolled enrolled;

  /**
   * Takes what it works with.
   *
   * @param steps the steps themselves
   * @param ports what they work with
   * @param secrets what AWS says of the secret
   * @param enrolled which credential it is
   */
  public NativeSteps(RotationSteps steps, Ports ports, RotatedSecrets secrets, Enrolled enrolled) {
    this.steps = steps;
    this.ports = ports;
    this.secrets = secrets;
    this.enrolled = enrolled;
  }

  /**
   * Runs one step.
   *
   * @throws StepFailedException with a sentence for whoever looks into the function's log
   */
  public StepResult run(NativeEvent event) {
    RotatedSecret secret = secrets.describe(event.secret());
    CredentialSpec credential = credential(secret);
    if (isCurrent(secret, event.version())) {
      return new StepResult.Done(List.of());
    }
    return RotationTokens.during(
        event.token(),
        () -> ports.lock().alone(credential.secret(), () -> runAlone(event, credential)));
  }

  /** A secret's name may itself end as an ARN does, so nothing is cut off: AWS says what it is. */
  private CredentialSpec credential(RotatedSecret secret) {
    return enrolled
        .find(secret.name())
        .or(() -> enrolled.find(secret.arn()))
        .orElseThrow(
            () ->
                new StepFailedException(
                    FailureCode.NOT_FOUND,
                    secret.name()
                        + " is not enrolled with Rekey; enrol it with 'rekey credential add', then"
                        + " rotate it again"));
  }

  /** The checks that AWS's own functions begin with. */
  private static boolean isCurrent(RotatedSecret secret, VersionId version) {
    if (!secret.rotates()) {
      throw bad("The rotation of " + secret.name() + " is not switched on in " + AWS);
    }
    Set<String> stages = secret.stages().getOrDefault(version, Set.of());
    boolean current = stages.contains(VersionStage.AWSCURRENT.name());
    if (!current && !stages.contains(VersionStage.AWSPENDING.name())) {
      throw bad("Version " + version + " of " + secret.name() + " is not pending in " + AWS);
    }
    return current;
  }

  private StepResult runAlone(NativeEvent event, CredentialSpec credential) {
    Optional<OpenRotation> known = ports.log().find(event.version());
    refuseEnded(credential.secret(), known);
    refuseRival(credential.secret(), event.version());
    return switch (event.step()) {
      case CREATE_SECRET, SET_SECRET -> steps.run(request(RotationStep.CREATE, event, credential));
      case TEST_SECRET -> known.isEmpty() ? tested(credential) : again(event, credential);
      case FINISH_SECRET -> steps.run(request(RotationStep.DEPLOY, event, credential));
    };
  }

  private StepResult again(NativeEvent event, CredentialSpec credential) {
    return steps.run(request(RotationStep.CREATE, event, credential));
  }

  /** Without a create before it, AWS tries out whether a rotation would work, and nothing more. */
  private StepResult tested(CredentialSpec credential) {
    Escrow escrow = Escrow.of(ports);
    SecretId secret = credential.secret();
    ports
        .subjects()
        .of(credential)
        .validate(escrow.value(secret, escrow.current(secret), "try out a rotation"));
    return new StepResult.Done(List.of());
  }

  private void refuseEnded(SecretId secret, Optional<OpenRotation> known) {
    if (known.filter(OpenRotation::ended).isPresent()) {
      throw bad(
          "The rotation of "
              + secret
              + " to this version was given up; cancel it with CancelRotateSecret and rotate"
              + " again");
    }
  }

  private void refuseRival(SecretId secret, VersionId version) {
    ports
        .log()
        .rival(secret, version)
        .ifPresent(
            rival -> {
              throw bad(
                  "Rekey is rotating "
                      + secret
                      + " to version "
                      + rival
                      + " already; rotate again when that has ended");
            });
  }

  private static StepRequest request(
      RotationStep step, NativeEvent event, CredentialSpec credential) {
    return new StepRequest(
        step, credential, event.version(), RotationReason.REQUESTED, AWS, Optional.empty());
  }

  private static StepFailedException bad(String reason) {
    return new StepFailedException(FailureCode.BAD_REQUEST, reason);
  }
}
