package dev.rekey.activities.target.rotationfunction;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.FinishingTarget;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.rotationfunction.PendingSecret.Pending;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.RotationFunction;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.NativeEvent;
import dev.rekey.model.rotation.NativeStep;
import dev.rekey.model.rotation.UserOfOld;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Drives a user's own rotation function through its four steps, and does what it has no step for at
 * the target of what it rotates.
 *
 * <p>The value is ours, and staged before the function is called: AWS's functions refuse a version
 * that is not pending, only RotateSecret can make one pending without a value, and createSecret
 * leaves a value alone that is there.
 */
public final class RotationFunctionTarget implements FinishingTarget<RotationFunction> {
  private static final SecureRandom CHANCE = new SecureRandom();

  private final Targets targets;
  private final FunctionCalls functions;
  private final PendingSecret pendings;
  private final InstantSource clock;

  /**
   * With the platform's AWS credentials, which are asked for at the first call.
   *
   * @param targets the targets of what functions rotate
   */
  public RotationFunctionTarget(Targets targets) {
    this(
        targets,
        new FunctionCalls(new Once<>(FunctionCalls::ofPlatform)),
        new PendingSecret(new Once<>(PendingSecret::ofPlatform)),
        InstantSource.system());
  }

  /** With these clients. */
  public RotationFunctionTarget(
      Targets targets, LambdaClient lambda, SecretsManagerClient secrets, InstantSource clock) {
    this(targets, new FunctionCalls(() -> lambda), new PendingSecret(() -> secrets), clock);
  }

  private RotationFunctionTarget(
      Targets targets, FunctionCalls functions, PendingSecret pendings, InstantSource clock) {
    this.targets = targets;
    this.functions = functions;
    this.pendings = pendings;
    this.clock = clock;
  }

  @Override
  public void validate(RotationFunction spec, Login rotator, Login current) {
    pendings.arn(spec.secret());
    functions.check(spec.function());
    inner(spec).validate(rotator, current);
  }

  @Override
  public void validateNew(RotationFunction spec, Login rotator, Optional<Login> made) {
    throw noFirst();
  }

  @Override
  public void unmake(RotationFunction spec, Login rotator, Login newborn) {
    inner(spec).unmake(rotator, newborn);
  }

  @Override
  public Login elder(RotationFunction spec) {
    throw noFirst();
  }

  private static StepFailedException noFirst() {
    return new StepFailedException(
        FailureCode.BAD_REQUEST, "A rotation function replaces a login, and makes no first one");
  }

  @Override
  public Login next(RotationFunction spec, Login current) {
    return inner(spec).next(current);
  }

  /** From when on is told by this machine's clock, late rather than early. */
  @Override
  public Instant install(RotationFunction spec, Login rotator, Login pending, Login current) {
    requireOwn(spec, pending);
    Pending staged = pendings.holding(spec.secret(), pending);
    open(spec, rotator, pending, current);
    for (NativeStep step :
        List.of(NativeStep.CREATE_SECRET, NativeStep.SET_SECRET, NativeStep.TEST_SECRET)) {
      functions.run(spec.function(), new NativeEvent(step, staged.arn(), staged.version()));
    }
    pendings.holding(spec.secret(), pending);
    return clock.instant();
  }

  @Override
  public void finish(RotationFunction spec, VersionId version) {
    functions.run(
        spec.function(),
        new NativeEvent(NativeStep.FINISH_SECRET, pendings.arn(spec.secret()), version));
  }

  @Override
  public int roundsUntilStable(RotationFunction spec) {
    return inner(spec).roundsUntilStable();
  }

  @Override
  public Duration settling(RotationFunction spec) {
    return inner(spec).settling();
  }

  @Override
  public List<Trial> tryOut(RotationFunction spec, Login login) {
    return inner(spec).tryOut(login);
  }

  @Override
  public void compare(RotationFunction spec, Login rotator, Login pending, Login current) {
    inner(spec).compare(rotator, pending, current);
  }

  @Override
  public List<? extends UserOfOld> sessions(
      RotationFunction spec, Login rotator, Login old, Instant installed) {
    return inner(spec).sessions(rotator, old, installed);
  }

  @Override
  public List<? extends UserOfOld> revoke(
      RotationFunction spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    return inner(spec).revoke(rotator, old, installed, evenIfUsed);
  }

  @Override
  public void discard(RotationFunction spec, Login rotator, Login unused) {
    inner(spec).discard(rotator, unused);
  }

  @Override
  public String watched(RotationFunction spec) {
    return inner(spec).watched();
  }

  @Override
  public void silenceOthers(RotationFunction spec, Login rotator, Login kept) {
    inner(spec).silenceOthers(rotator, kept);
  }

  @Override
  public void reinstate(RotationFunction spec, Login rotator, Login login) {
    inner(spec).reinstate(rotator, login);
  }

  private Inner<?> inner(RotationFunction spec) {
    return Inner.of(targets, spec.inner());
  }

  private static void requireOwn(RotationFunction spec, Login pending) {
    if (!spec.owns(pending.identity())) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "The login to install is none of this credential's");
    }
  }

  /**
   * The function re-keys the other user without looking whether somebody uses it, and without
   * letting in again whom we refused: AWS's own change the password, and nothing else. So the user
   * is let in first, with a value that nobody knows.
   */
  private void open(RotationFunction spec, Login rotator, Login pending, Login current) {
    Inner<?> inner = inner(spec);
    if (!spec.overlaps() || inner.accepts(pending)) {
      return;
    }
    inner.install(rotator, new Login(pending.identity(), nobodys()), current);
  }

  private static SecretValue nobodys() {
    byte[] drawn = new byte[32];
    CHANCE.nextBytes(drawn);
    return SecretValue.of(Base64.getUrlEncoder().withoutPadding().encodeToString(drawn));
  }
}
