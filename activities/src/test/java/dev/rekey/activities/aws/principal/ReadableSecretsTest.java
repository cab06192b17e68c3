package dev.rekey.activities.aws.principal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.trigger.Clue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** What a leaked role could have read, by IAM's own word. */
class ReadableSecretsTest {
  private final Map<String, String> inline = new TreeMap<>();
  private final List<String> attached = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>(List.of("a/db", "b/db", "c/db"));
  private final Iam iam = new Iam();

  @Test
  void what_it_could_read_and_was_not_seen_to_is_named_by_inline_and_by_attached_policies() {
    inline.put("own", "allow a/db+x");
    attached.add("arn:aws:iam::111122223333:policy/more");
    assertThat(asked(List.of(new Clue.Secret("a/db"))))
        .contains("could read, no read seen: b/db")
        .anyMatch(one -> one.contains("was not looked at"));
    assertThat(asked(List.of())).contains("could read, no read seen: a/db, b/db");
  }

  @Test
  void what_denies_it_everything_since_it_leaked_is_not_what_it_could_do_before() {
    inline.put("own", "allow a/db");
    inline.put(Denial.CONTAINED, "deny");
    inline.put(Denial.OLDER_SESSIONS, "deny");
    attached.add("arn:aws:iam::aws:policy/AWSDenyAll");
    assertThat(asked(List.of())).contains("could read, no read seen: a/db");
  }

  @Test
  void a_role_that_may_read_nothing_is_said_to_and_one_that_cannot_be_asked_is_not() {
    assertThat(asked(List.of())).contains("no secret besides is seen that it could read");
    iam.refuses = true;
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
    inline.put("own", "allow everything");
    assertThat(asked(List.of()))
        .anyMatch(one -> one.endsWith("s099 and 400 more"))
        .contains("of the account's secrets, 500 were looked at, and there are more");
  }

  private List<String> asked(List<Clue> read) {
    return new ReadableSecrets(() -> iam, Listing::new).ofRole("partner", read);
  }

  private static String arn(String secret) {
    return "arn:aws:secretsmanager:eu-central-1:111122223333:secret:" + secret + "-abcdef";
  }

  /** Policies whose documents say "deny", "allow everything" or "allow" and a name. */
  private final class Iam implements IamClient {
    private boolean refuses;

    @Override
    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest ask) {
      if (refuses) {
        throw IamException.builder().statusCode(403).message("AccessDenied").build();
      }
      return ListRolePoliciesResponse.builder().policyNames(inline.keySet()).build();
    }

    @Override
    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest ask) {
      String document = inline.getOrDefault(ask.policyName(), "");
      String encoded = URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
      return GetRolePolicyResponse.builder().policyDocument(encoded).build();
    }

    @Override
    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(
        ListAttachedRolePoliciesRequest ask) {
      return ListAttachedRolePoliciesResponse.builder()
          .attachedPolicies(
              attached.stream()
                  .map(arn -> AttachedPolicy.builder().policyArn(arn).build())
                  .toList())
          .build();
    }

    @Override
    public GetRoleResponse getRole(GetRoleRequest ask) {
      return GetRoleResponse.builder().role(role -> role.roleName(ask.roleName())).build();
    }

    @Override
    public GetPolicyResponse getPolicy(GetPolicyRequest ask) {
      return GetPolicyResponse.builder().policy(it -> it.defaultVersionId("v1")).build();
    }

    @Override
    public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest ask) {
      String document = ask.policyArn().endsWith("AWSDenyAll") ? "deny" : "allow b/db";
      return GetPolicyVersionResponse.builder().policyVersion(it -> it.document(document)).build();
    }

    @Override
    public SimulateCustomPolicyResponse simulateCustomPolicy(SimulateCustomPolicyRequest ask) {
      List<String> documents = ask.policyInputList();
      return SimulateCustomPolicyResponse.builder()
          .isTruncated(false)
          .evaluationResults(
              ask.resourceArns().stream()
                  .map(
                      arn ->
                          EvaluationResult.builder()
                              .evalResourceName(arn)
                              .evalDecision(allows(documents, arn) ? "allowed" : "implicitDeny")
                              .build())
                  .toList())
          .build();
    }

    private boolean allows(List<String> documents, String arn) {
      return !documents.contains("deny")
          && (documents.contains("allow everything")
              || secrets.stream()
                  .filter(secret -> documents.stream().anyMatch(it -> it.contains(secret)))
                  .anyMatch(secret -> arn(secret).equals(arn)));
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
