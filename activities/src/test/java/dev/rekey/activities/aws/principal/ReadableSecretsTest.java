package dev.rekey.activities.aws.principal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.trigger.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** What a leaked principal could have read, by IAM's own word. */
class ReadableSecretsTest {
  private final List<String> documents = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>(List.of("a/db", "b/db", "c/db"));
  private Optional<String> boundary = Optional.empty();
  private Optional<String> user = Optional.empty();
  private boolean refuses;

  @Test
  void what_it_could_read_and_was_not_seen_to_is_named() {
    documents.add(policy("Allow", "a/db"));
    documents.add(policy("Allow", "b/db"));
    assertThat(asked(List.of(new Clue.Secret("a/db"))))
        .contains("could read, no read seen: b/db")
        .anyMatch(one -> one.contains("was not looked at"));
    assertThat(asked(List.of())).contains("could read, no read seen: a/db, b/db");
  }

  @Test
  void a_denial_is_before_everything_and_a_boundary_bounds_what_is_allowed() {
    documents.add(policy("Allow", "*"));
    documents.add(policy("Deny", "b/*"));
    assertThat(asked(List.of())).contains("could read, no read seen: a/db, c/db");
    boundary = Optional.of(policy("Allow", "c/*"));
    assertThat(asked(List.of())).contains("could read, no read seen: c/db");
    boundary = Optional.of(policy("Deny", "*"));
    assertThat(asked(List.of())).contains("no secret besides is seen that it could read");
  }

  @Test
  void a_boundary_alone_allows_nothing() {
    documents.add(policy("Allow", "a/db"));
    boundary = Optional.of(policy("Allow", "*"));
    assertThat(asked(List.of())).contains("could read, no read seen: a/db");
  }

  @Test
  void what_depends_on_a_condition_that_nobody_knows_is_said_to_be_allowed_or_denied_by_it() {
    documents.add(conditional("Allow", "a/db", "StringEquals", "aws:SourceVpce"));
    documents.add(policy("Allow", "b/db"));
    documents.add(policy("Allow", "c/db"));
    documents.add(conditional("Deny", "b/db", "StringNotEquals", "aws:SourceVpce"));
    assertThat(asked(List.of()))
        .contains(
            "whether it could read these depends on aws:SourceVpce, of which nothing is known:"
                + " a/db, b/db",
            "could read, no read seen: c/db");
  }

  @Test
  void a_policy_may_speak_of_the_user_by_name() {
    documents.add(policy("Allow", "${aws:username}/*"));
    assertThat(asked(List.of())).contains("no secret besides is seen that it could read");
    user = Optional.of("a");
    assertThat(asked(List.of())).contains("could read, no read seen: a/db");
  }

  @Test
  void one_that_may_read_nothing_is_said_to_and_one_that_cannot_be_asked_is_not() {
    assertThat(asked(List.of())).contains("no secret besides is seen that it could read");
    refuses = true;
    assertThat(asked(List.of()))
        .singleElement()
        .asString()
        .startsWith("which secrets it could read is not known: ");
  }

  @Test
  void more_than_are_looked_at_and_more_than_are_named_are_said() {
    secrets.clear();
    for (int n = 0; n < 620; n++) {
      secrets.add("s%03d".formatted(n));
    }
    documents.add(policy("Allow", "*"));
    assertThat(asked(List.of()))
        .anyMatch(one -> one.endsWith("s099 and 400 more"))
        .contains("of the account's secrets, 500 were looked at, and there are more");
  }

  private List<String> asked(List<Clue> read) {
    return new ReadableSecrets(Simulation::new, Listing::new).by(this::policies, read);
  }

  private PrincipalPolicies policies() {
    if (refuses) {
      throw IamException.builder().statusCode(403).message("AccessDenied").build();
    }
    return new PrincipalPolicies(documents, boundary, user);
  }

  private static String policy(String effect, String secrets) {
    return conditional(effect, secrets, "Null", "");
  }

  private static String conditional(String effect, String secrets, String operator, String key) {
    String condition =
        key.isEmpty() ? "" : ", \"Condition\": {\"%s\": {\"%s\": \"x\"}}".formatted(operator, key);
    return """
    {"Version": "2012-10-17", "Statement": [{"Effect": "%s", "Action": "secretsmanager:Get*",
      "Resource": "%s"%s}]}
    """
        .formatted(effect, arn(secrets).replace("-abcdef", "*"), condition);
  }

  private static String arn(String secret) {
    return "arn:aws:secretsmanager:eu-central-1:111122223333:secret:" + secret + "-abcdef";
  }

  /** IAM, as far as it simulates. */
  private static final class Simulation implements IamClient {
    @Override
    public SimulateCustomPolicyResponse simulateCustomPolicy(SimulateCustomPolicyRequest ask) {
      return SimulatedPolicies.answer(ask);
    }

    @Override
    public String serviceName() {
      return "iam";
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  /** Lists the secrets, a hundred at a time. */
  private final class Listing implements SecretsManagerClient {
    @Override
    public ListSecretsResponse listSecrets(ListSecretsRequest ask) {
      int from = ask.nextToken() == null ? 0 : Integer.parseInt(ask.nextToken());
      int end = Math.min(secrets.size(), from + 100);
      return ListSecretsResponse.builder()
          .secretList(
              secrets.subList(from, end).stream()
                  .map(name -> SecretListEntry.builder().name(name).arn(arn(name)).build())
                  .toList())
          .nextToken(end < secrets.size() ? Integer.toString(end) : null)
          .build();
    }

    @Override
    public String serviceName() {
      return "secretsmanager";
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
