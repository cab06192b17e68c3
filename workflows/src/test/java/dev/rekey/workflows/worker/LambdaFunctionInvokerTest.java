package dev.rekey.workflows.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.FailureCode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

class LambdaFunctionInvokerTest {
  private static final String SECRET = "hunter2-hunter2-hunter2";

  @Test
  void the_function_gets_the_payload_and_we_its_answer() throws IOException {
    try (LambdaEndpoint lambda = new LambdaEndpoint(200, Map.of(), "{\"result\":\"done\"}")) {
      byte[] answer = invoker(lambda.uri()).invoke("rekey-postgres-user", "{}".getBytes(UTF_8));
      assertThat(new String(answer, UTF_8)).isEqualTo("{\"result\":\"done\"}");
      assertThat(lambda.calls())
          .containsExactly("/2015-03-31/functions/rekey-postgres-user/invocations {}");
    }
  }

  @Test
  void with_an_alias_the_versions_that_it_names_are_called() throws IOException {
    try (LambdaEndpoint lambda = new LambdaEndpoint(200, Map.of(), "{}")) {
      invoker(lambda.uri(), Optional.of("live")).invoke("rekey-inventory", new byte[0]);
      assertThat(lambda.calls())
          .containsExactly("/2015-03-31/functions/rekey-inventory%3Alive/invocations ");
    }
  }

  @Test
  void a_crash_of_the_function_is_ambiguous_and_its_words_stay_away() throws IOException {
    Map<String, String> crash = Map.of("X-Amz-Function-Error", "Unhandled");
    try (LambdaEndpoint lambda =
        new LambdaEndpoint(200, crash, "{\"errorMessage\":\"" + SECRET + "\"}")) {
      assertLost(lambda, FailureCode.FUNCTION_UNAVAILABLE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, TooManyRequestsException, THROTTLED",
    "404, ResourceNotFoundException, NOT_FOUND",
    "403, AccessDeniedException, PERMISSION_DENIED",
    "500, ServiceException, FUNCTION_UNAVAILABLE",
    "502, EC2ThrottledException, FUNCTION_UNAVAILABLE",
    "503, anything, FUNCTION_UNAVAILABLE"
  })
  void f15_a_refusal_of_the_platform_is_a_code(int status, String type, FailureCode code)
      throws IOException {
    try (LambdaEndpoint lambda =
        new LambdaEndpoint(
            status, Map.of("x-amzn-ErrorType", type), "{\"Message\":\"" + SECRET + "\"}")) {
      assertLost(lambda, code);
      assertThat(lambda.calls()).as("the SDK leaves trying again to Temporal").hasSize(1);
    }
  }

  @Test
  void silence_is_ambiguous() throws IOException {
    try (LambdaEndpoint lambda = LambdaEndpoint.silent()) {
      assertLost(lambda, FailureCode.FUNCTION_UNAVAILABLE);
      assertThat(lambda.calls()).hasSize(1);
    }
  }

  @Test
  void nobody_there_is_ambiguous() throws IOException {
    LambdaEndpoint lambda = LambdaEndpoint.silent();
    lambda.close();
    assertLost(lambda, FailureCode.FUNCTION_UNAVAILABLE);
  }

  private static void assertLost(LambdaEndpoint lambda, FailureCode code) {
    assertThatThrownBy(() -> invoker(lambda.uri()).invoke("rekey-postgres-user", new byte[0]))
        .isInstanceOfSatisfying(
            FunctionLostException.class,
            lost -> {
              assertThat(lost.code()).isEqualTo(code);
              assertThat(lost).hasNoCause().message().doesNotContain(SECRET);
            });
  }

  private static FunctionInvoker invoker(URI endpoint) {
    return invoker(endpoint, Optional.empty());
  }

  private static FunctionInvoker invoker(URI endpoint, Optional<String> alias) {
    return new LambdaFunctionInvoker(
        LambdaFunctionInvoker.configure(LambdaClient.builder(), Duration.ofSeconds(2))
            .endpointOverride(endpoint)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build(),
        alias);
  }
}
