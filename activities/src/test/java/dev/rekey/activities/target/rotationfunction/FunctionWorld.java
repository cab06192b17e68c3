package dev.rekey.activities.target.rotationfunction;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.TargetInMemory;
import dev.rekey.activities.testing.World;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RotationFunction;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * A rotation function in memory with the logins that it rotates, for a world: it does what AWS's
 * own templates do, refuses a version that is not pending, and leaves the label AWSPENDING where it
 * was when it moves AWSCURRENT.
 */
final class FunctionWorld implements TargetInMemory {
  private static final String FUNCTION = "rotate-orders";
  private static final String ARN =
      "arn:aws:secretsmanager:eu-central-1:000000000000:secret:orders/db-x1Y2z3";
  private static final Pattern EVENT =
      Pattern.compile(
          "\\{\"Step\":\"(\\w+)\",\"SecretId\":\"([^\"]+)\",\"ClientRequestToken\":\"([^\"]+)\"}");
  private static final Reader READER = Reader.rekey("the function");

  private final InMemoryTarget users;
  private final RotationFunction spec;
  private @Nullable InMemorySecretStore store;

  private FunctionWorld(PostgresUser inner) {
    this.users = World.of(inner).target();
    this.spec = new RotationFunction(inner.secret(), FUNCTION, inner);
  }

  /** A world whose function rotates this login. */
  static World<FunctionWorld> of(PostgresUser inner) {
    FunctionWorld target = new FunctionWorld(inner);
    World<FunctionWorld> world = new World<>(target);
    target.store = world.store();
    return world;
  }

  @Override
  public RotationFunction spec() {
    return spec;
  }

  @Override
  public Login first() {
    return users.first();
  }

  @Override
  @SuppressWarnings("unchecked") // the proxy of a generic interface
  public Subject<?> struck(Striking.Fault fault, InstantSource clock) {
    ChoosingTarget<PostgresUser> inner = Striking.around(ChoosingTarget.class, users, fault);
    return new Subject<>(
        new RotationFunctionTarget(
            Targets.only(PostgresUser.class, inner),
            Striking.around(LambdaClient.class, new Lambda(), fault),
            Striking.around(SecretsManagerClient.class, new Secrets(), fault),
            clock),
        spec,
        new Login("rotator", SecretValue.of("rotator-password")));
  }

  @Override
  public boolean accepts(Login login) {
    return users.accepts(login);
  }

  @Override
  public void lagBy(int questions) {
    users.lagBy(questions);
  }

  @Override
  public long live() {
    return users.live();
  }

  private InMemorySecretStore store() {
    if (store == null) {
      throw new AssertionError("the world has not begun");
    }
    return store;
  }

  private Login value(VersionId version) {
    return store().read(spec.secret(), version, READER).orElseThrow();
  }

  private final class Lambda implements LambdaClient {
    @Override
    public InvokeResponse invoke(InvokeRequest call) {
      Matcher event = EVENT.matcher(call.payload().asUtf8String());
      if (!event.matches() || !event.group(2).equals(ARN)) {
        throw new AssertionError("no event of AWS's: " + call.payload().asUtf8String());
      }
      VersionId version = new VersionId(event.group(3));
      return answer(run(event.group(1), version, store().truth(spec.secret())));
    }

    private boolean run(String step, VersionId version, Map<VersionStage, VersionId> labels) {
      if (version.equals(labels.get(VersionStage.AWSCURRENT))) {
        return true;
      }
      if (!version.equals(labels.get(VersionStage.AWSPENDING))) {
        return false;
      }
      VersionId current = labels.get(VersionStage.AWSCURRENT);
      switch (step) {
        case "createSecret" -> value(version); // is there, so it makes none
        case "setSecret" -> users.changeByHand(value(version));
        case "testSecret" -> {
          return users.accepts(value(version));
        }
        case "finishSecret" -> {
          store().promote(spec.secret(), current, version);
          store().announce(spec.secret(), version); // AWS leaves the label to others
        }
        default -> throw new AssertionError("no step of AWS's: " + step);
      }
      return true;
    }

    private static InvokeResponse answer(boolean done) {
      return done
          ? InvokeResponse.builder().build()
          : InvokeResponse.builder()
              .functionError("Unhandled")
              .payload(SdkBytes.fromUtf8String(""))
              .build();
    }

    @Override
    public String serviceName() {
      return LambdaClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Secrets implements SecretsManagerClient {
    @Override
    public DescribeSecretResponse describeSecret(DescribeSecretRequest ask) {
      return DescribeSecretResponse.builder().name(ask.secretId()).arn(ARN).build();
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest ask) {
      VersionId version =
          store().truth(new SecretId(ask.secretId())).get(VersionStage.valueOf(ask.versionStage()));
      if (version == null) {
        throw new StepFailedException(FailureCode.NOT_FOUND, "nothing is pending");
      }
      Login pending = value(version);
      return GetSecretValueResponse.builder()
          .arn(ARN)
          .versionId(version.value())
          .secretString(
              "{\"username\":\"%s\",\"password\":\"%s\"}"
                  .formatted(pending.identity(), pending.value().reveal()))
          .build();
    }

    @Override
    public String serviceName() {
      return SecretsManagerClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
