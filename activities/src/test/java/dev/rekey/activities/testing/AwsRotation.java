package dev.rekey.activities.testing;

import com.amazonaws.services.lambda.runtime.Context;
import dev.rekey.activities.Wire;
import dev.rekey.activities.rotation.NativeSteps;
import dev.rekey.activities.rotation.Ports;
import dev.rekey.activities.rotation.RenewalSteps;
import dev.rekey.activities.rotation.ResponseSteps;
import dev.rekey.activities.rotation.RotationStepHandler;
import dev.rekey.activities.rotation.RotationSteps;
import dev.rekey.activities.store.RotatedSecrets.RotatedSecret;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** AWS Secrets Manager as it rotates the secret of a world: what it says of it, what it sends. */
public final class AwsRotation {
  /** Its steps, in its order and under its names. */
  public static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");

  private static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              AwsRotation.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private final World<?> world;
  private final RotationStepHandler handler;
  private String name;
  private boolean rotates = true;
  private Set<SecretId> enrolled;
  private String said = "";

  /** Rotates the secret of this world. */
  public AwsRotation(World<?> world) {
    this(world, Striking.Fault.NONE);
  }

  /** The same, with a fault around every port. */
  public AwsRotation(World<?> world, Striking.Fault fault) {
    this.world = world;
    this.name = world.spec().secret().value();
    this.enrolled = Set.of(world.spec().secret());
    Ports ports = world.ports(fault);
    RotationSteps steps = new RotationSteps(ports);
    this.handler =
        new RotationStepHandler(
            steps,
            new ResponseSteps(ports),
            new RenewalSteps(ports),
            Optional.of(new NativeSteps(steps, ports, secret -> describe(), this::find)));
  }

  /** Its name is to be this one. */
  public AwsRotation named(String other) {
    name = other;
    return this;
  }

  /** The inventory is to know these names alone. */
  public AwsRotation enrolledAs(Set<SecretId> names) {
    enrolled = names;
    return this;
  }

  /** Its rotation is to be switched off. */
  public AwsRotation off() {
    rotates = false;
    return this;
  }

  /** Labels a version as pending that has no value yet, as AWS does first of all. */
  public void announce(VersionId version) {
    world.store().announce(world.spec().secret(), version);
  }

  /** Its ARN, with the six characters that AWS adds. */
  public String arn() {
    return "arn:aws:secretsmanager:eu-central-1:000000000000:secret:" + name + "-x1Y2z3";
  }

  /** What the function answered last. */
  public String said() {
    return said;
  }

  /** Sends the event of one step. */
  public void call(String step, VersionId version) throws IOException {
    send(event(step, version));
  }

  /** The event of one step. */
  public String event(String step, VersionId version) {
    return "{\"Step\":\"%s\",\"SecretId\":\"%s\",\"ClientRequestToken\":\"%s\",\"RotationToken\":\"t\"}"
        .formatted(step, arn(), version);
  }

  /** Sends the worker's form of a step. */
  public StepResult worker(RotationStep step, VersionId version) throws IOException {
    send(
        Wire.mapper()
            .writeValueAsString(
                new StepRequest(
                    step,
                    world.spec(),
                    version,
                    RotationReason.SCHEDULED,
                    "sweep",
                    Optional.empty())));
    return Wire.mapper().readValue(said, StepResult.class);
  }

  /** Sends these bytes. */
  public void send(String event) throws IOException {
    said = send(handler, event);
  }

  /** Sends these bytes to a handler. */
  public static String send(RotationStepHandler handler, String event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, CONTEXT);
    return output.toString(StandardCharsets.UTF_8);
  }

  private RotatedSecret describe() {
    Map<VersionId, Set<String>> stages = new HashMap<>();
    for (Map.Entry<VersionStage, VersionId> label :
        world.store().truth(world.spec().secret()).entrySet()) {
      stages
          .computeIfAbsent(label.getValue(), version -> new HashSet<>())
          .add(label.getKey().name());
    }
    return new RotatedSecret(new SecretId(name), new SecretId(arn()), rotates, stages);
  }

  private Optional<CredentialSpec> find(SecretId secret) {
    return Optional.<CredentialSpec>of(world.spec()).filter(spec -> enrolled.contains(secret));
  }
}
