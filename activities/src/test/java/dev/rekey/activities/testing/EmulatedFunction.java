package dev.rekey.activities.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.Wire;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * A function in the emulator's Lambda: a handler of ours in a JVM of its own under AWS's runtime
 * interface client, or files of another runtime. The emulator has to run on this machine.
 */
public final class EmulatedFunction {
  private final LambdaClient lambda;
  private final String arn;

  private EmulatedFunction(LambdaClient lambda, String arn) {
    this.lambda = lambda;
    this.arn = arn;
  }

  /** A handler of ours, from the class path of the tests. */
  public static EmulatedFunction of(
      LambdaClient lambda,
      String role,
      String name,
      Class<?> handler,
      Map<String, String> environment) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String bootstrap =
        """
        #!/bin/sh
        exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' \
        com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
        """
            .formatted(java, classes);
    Map<String, String> files = Map.of("bootstrap", bootstrap);
    String entry = handler.getName() + "::handleRequest";
    return of(lambda, role, name, "provided.al2023", entry, files, environment);
  }

  /** Any other function. */
  public static EmulatedFunction of(
      LambdaClient lambda,
      String role,
      String name,
      String runtime,
      String handler,
      Map<String, String> files,
      Map<String, String> environment) {
    CreateFunctionResponse made =
        lambda.createFunction(
            create ->
                create
                    .functionName(name)
                    .runtime(runtime)
                    .handler(handler)
                    .role(role)
                    .timeout(60)
                    .code(code -> code.zipFile(zip(files)))
                    .environment(variables -> variables.variables(environment)));
    return new EmulatedFunction(lambda, made.functionArn());
  }

  /** Its ARN. */
  public String arn() {
    return arn;
  }

  /** Runs a step as the worker does. */
  public StepResult run(CredentialSpec credential, VersionId version, RotationStep step)
      throws JsonProcessingException {
    StepRequest request =
        new StepRequest(
            step, credential, version, RotationReason.REQUESTED, "ann", Optional.empty());
    String event = Wire.mapper().writeValueAsString(request);
    InvokeResponse answer =
        lambda.invoke(call -> call.functionName(arn).payload(SdkBytes.fromUtf8String(event)));
    String body = answer.payload().asUtf8String();
    if (answer.functionError() != null) {
      throw new AssertionError(body);
    }
    return Wire.mapper().readValue(body, StepResult.class);
  }

  private static SdkBytes zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }
}
