package dev.rekey.activities.target.rotationfunction;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.NativeEvent;
import dev.rekey.model.rotation.NativeStep;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Calls rotation functions. What one answers, and what it says of its failures, may hold anything,
 * so none of it is read or passed on; its request id leads to its own log.
 *
 * @param lambda a client that makes each call once: whether one happened is not known, and the step
 *     that is repeated calls again
 */
record FunctionCalls(Supplier<LambdaClient> lambda) {
  /** Four of these fit into one attempt of a step, which has five minutes. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  static LambdaClient ofPlatform() {
    return AwsClients.patient(LambdaClient.builder(), LONGEST).build();
  }

  /**
   * Runs one step.
   *
   * @throws StepFailedException FUNCTION_UNAVAILABLE if it failed, or did not answer in time: then
   *     it may have happened
   */
  void run(String function, NativeEvent event) {
    InvokeResponse answer =
        invoke(function, InvocationType.REQUEST_RESPONSE, json(event), name(event.step()));
    if (answer.functionError() != null) {
      throw new StepFailedException(
          FailureCode.FUNCTION_UNAVAILABLE,
          "The rotation function "
              + function
              + " failed in "
              + name(event.step())
              + "; its own log says why, at request "
              + answer.responseMetadata().requestId());
    }
  }

  /** Asks whether the function is there and may be called, and does not call it. */
  void check(String function) {
    invoke(function, InvocationType.DRY_RUN, SdkBytes.fromUtf8String("{}"), "a dry run");
  }

  private InvokeResponse invoke(
      String function, InvocationType type, SdkBytes payload, String what) {
    return AwsFailures.classified(
        FailureCode.FUNCTION_UNAVAILABLE,
        "AWS Lambda, calling " + function + " for " + what,
        () ->
            lambda
                .get()
                .invoke(call -> call.functionName(function).invocationType(type).payload(payload)));
  }

  /** As AWS writes it. */
  private static String name(NativeStep step) {
    return Wire.mapper().convertValue(step, String.class);
  }

  private static SdkBytes json(NativeEvent event) {
    try {
      return SdkBytes.fromByteArray(Wire.mapper().writeValueAsBytes(event));
    } catch (JsonProcessingException e) {
      throw new StepFailedException(FailureCode.UNEXPECTED, "The event has no JSON form");
    }
  }
}
