package dev.rekey.activities.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Clients with the platform's credentials, region and endpoint ({@code AWS_REGION}, {@code
 * AWS_ENDPOINT_URL} and the rest of the SDK's own settings), which give up soon: a step that hangs
 * says nothing, one that fails is tried again.
 */
public final class AwsClients {
  /** One attempt; AWS's control planes answer within a second or two. */
  private static final Duration ATTEMPT = Duration.ofSeconds(5);

  /** All attempts of a call together, far below the time a step has. */
  private static final Duration CALL = Duration.ofSeconds(15);

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int ATTEMPTS = 3;

  private AwsClients() {}

  /** Sets time limits, retries with jittered backoff, and the HTTP client that starts fastest. */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C open(
      B builder) {
    return ready(builder, ATTEMPTS).build();
  }

  /**
   * The same without any retry, for calls of which the first answer is to be known: a trial of a
   * login, or a call that makes something each time.
   */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B withoutRetries(
      B builder) {
    return ready(builder, 1);
  }

  /** One attempt that may take long: a call of a function that works for somebody else. */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B patient(
      B builder, Duration longest) {
    return ready(builder, 1, longest, longest);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B ready(
      B builder, int attempts) {
    return ready(builder, attempts, ATTEMPT, CALL);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B ready(
      B builder, int attempts, Duration attempt, Duration call) {
    return builder
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(attempt))
        .overrideConfiguration(
            override ->
                override
                    .apiCallTimeout(call)
                    .apiCallAttemptTimeout(attempt)
                    .retryStrategy(RetryMode.STANDARD)
                    .retryStrategy(strategy -> strategy.maxAttempts(attempts)));
  }
}
