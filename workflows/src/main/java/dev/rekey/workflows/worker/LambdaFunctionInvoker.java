package dev.rekey.workflows.worker;

import dev.rekey.model.FailureCode;
import dev.rekey.workflows.trace.CurrentTrace;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Invokes AWS Lambda functions, synchronously. The SDK does not retry: Temporal does, with the
 * probes that an ambiguous time-out needs.
 */
public final class LambdaFunctionInvoker implements FunctionInvoker {
  /**
   * Below an attempt's own limit in {@code Stubs}, so that the cause is named rather than timed
   * out.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;

  private final LambdaClient lambda;
  private final Optional<String> alias;

  /** Takes a client, best from {@link #client}, and calls what was uploaded last. */
  public LambdaFunctionInvoker(LambdaClient lambda) {
    this(lambda, Optional.empty());
  }

  /** The same, but calls the versions that an alias names: only they start from a snapshot. */
  public LambdaFunctionInvoker(LambdaClient lambda, Optional<String> alias) {
    this.lambda = lambda;
    this.alias = alias;
  }

  /** With the platform's client, and the alias in {@code REKEY_FUNCTION_ALIAS}, if any. */
  public static LambdaFunctionInvoker fromEnvironment(Map<String, String> environment) {
    return new LambdaFunctionInvoker(
        client(),
        Optional.ofNullable(environment.get("REKEY_FUNCTION_ALIAS"))
            .filter(name -> !name.isBlank()));
  }

  /** A client with the platform's credentials and region, and without retries of its own. */
  public static LambdaClient client() {
    return configure(LambdaClient.builder(), PATIENCE).build();
  }

  /** Sets what the ambiguity of time-outs demands; the patience is for one call. */
  static LambdaClientBuilder configure(LambdaClientBuilder builder, Duration patience) {
    return builder
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(patience))
        .overrideConfiguration(
            override ->
                override
                    .apiCallTimeout(patience)
                    .retryStrategy(RetryMode.STANDARD)
                    .retryStrategy(strategy -> strategy.maxAttempts(1)));
  }

  @Override
  public byte[] invoke(String function, byte[] payload) {
    try {
      InvokeResponse response =
          lambda.invoke(
              request ->
                  request
                      .functionName(alias.map(name -> function + ":" + name).orElse(function))
                      .payload(SdkBytes.fromByteArray(payload))
                      .overrideConfiguration(LambdaFunctionInvoker::trace));
      if (response.functionError() != null) {
        throw FunctionLostException.unknown(function); // it crashed; its words may hold anything
      }
      return response.payload().asByteArray();
    } catch (ResourceNotFoundException missing) {
      throw FunctionLostException.missing(function);
    } catch (SdkServiceException refused) {
      throw refused(function, refused.statusCode());
    } catch (SdkException lost) {
      throw FunctionLostException.unknown(function);
    }
  }

  @Override
  public Optional<String> role(String function) {
    try {
      return Optional.ofNullable(
          lambda
              .getFunctionConfiguration(
                  request -> {
                    request.functionName(function);
                    alias.ifPresent(request::qualifier);
                  })
              .role());
    } catch (SdkException unknown) {
      return Optional.empty();
    }
  }

  private static void trace(AwsRequestOverrideConfiguration.Builder call) {
    CurrentTrace.get().ifPresent(trace -> call.putHeader("X-Amzn-Trace-Id", trace.xray()));
  }

  private static FunctionLostException refused(String function, int status) {
    return switch (status) {
      case TOO_MANY_REQUESTS ->
          new FunctionLostException(FailureCode.THROTTLED, function + " has too many callers");
      case FORBIDDEN ->
          new FunctionLostException(
              FailureCode.PERMISSION_DENIED, "the worker may not invoke " + function);
      default -> FunctionLostException.unknown(function);
    };
  }
}
