package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.RotationDriver;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.StatusType;

/** The policy that the documentation gives to the function's role is what it calls, no more. */
class KeyPolicyTest {
  private final Set<String> called = new TreeSet<>();

  @Test
  void the_policy_allows_exactly_what_rotations_responses_and_enrolments_call() throws IOException {
    World<KeysInMemory> world = new World<>(new KeysInMemory());
    for (RotationReason reason :
        new RotationReason[] {
          RotationReason.SCHEDULED, RotationReason.SCHEDULED, RotationReason.COMPROMISED
        }) {
      VersionId next = new VersionId(UUID.randomUUID().toString());
      assertThat(
              new RotationDriver(
                      world.steps(noting()), world.spec(), next, reason, world::consumerCatchesUp)
                  .run())
          .isEmpty();
    }
    KeysInMemory fresh = new KeysInMemory();
    IamKeyTarget target = fresh.target(noting(), KeysInMemory.SETTLING);
    target.validate(fresh.spec(), fresh.first(), fresh.first());
    target.unmake(fresh.spec(), fresh.first(), fresh.first());
    target.validateNew(fresh.spec(), fresh.first(), Optional.empty());
    responds(new KeysInMemory());
    assertThat(called).isEqualTo(allowed());
  }

  private void responds(KeysInMemory leaked) {
    IamKeyTarget target = leaked.target(noting(), KeysInMemory.SETTLING);
    List<Login> known = List.of(leaked.first());
    leaked.iam().roles().put("admin", "");
    String role = "{\"roleArn\": \"arn:aws:iam::" + InMemorySts.ACCOUNT + ":role/admin\"}";
    String key = leaked.first().identity();
    leaked.trail().told("deploy", key, "sts:AssumeRole", Instant.EPOCH, role, "null");
    leaked.iam().attached().put("user made", new TreeSet<>());
    leaked.iam().attached().put("role made", new TreeSet<>());
    leaked
        .trail()
        .told("deploy", key, "iam:CreateUser", Instant.EPOCH, "{\"userName\": \"made\"}", "null");
    leaked
        .trail()
        .told("deploy", key, "iam:CreateRole", Instant.EPOCH, "{\"roleName\": \"made\"}", "null");
    List.of("APKA1", "CERT1", "ACCA1")
        .forEach(id -> leaked.iam().others().put(id, StatusType.ACTIVE));
    target.before(leaked.spec(), Login.OWN);
    target.contain(leaked.spec(), Login.OWN, leaked.first(), Optional.empty());
    target.living(leaked.spec(), Login.OWN, known, Optional.empty());
    target.tryToAct(leaked.spec(), Login.OWN, known, Optional.empty());
    leaked.secrets().add("orders/db");
    leaked.iam().policies().put("work", "{\"Statement\": []}");
    leaked.iam().groups().put("admins", "{\"Statement\": []}");
    target.reach(leaked.spec(), Login.OWN, Instant.EPOCH);
    target.contain(leaked.spec(), Login.OWN, leaked.first(), Optional.of(leaked.first()));
  }

  private Striking.Fault noting() {
    return new Striking.Fault() {
      @Override
      public void before(String call) {
        if (call.startsWith("CloudTrailClient.") && !isNoCall(call)) {
          called.add("cloudtrail:LookupEvents");
        }
        if (call.equals("SecretsManagerClient.listSecrets")) {
          called.add("secretsmanager:ListSecrets");
        }
        if (call.startsWith("IamClient.") && !isNoCall(call)) {
          String action = call.substring("IamClient.".length()).replaceFirst("Paginator$", "");
          called.add(
              "iam:"
                  + action.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                  + action.substring(1));
        }
      }

      @Override
      public void after(String call) {}
    };
  }

  private static void add(JsonNode actions, Set<String> allowed) {
    (actions.isArray() ? actions : List.of(actions)).forEach(one -> allowed.add(one.asText()));
  }

  private static boolean isNoCall(String call) {
    return call.endsWith(".serviceClientConfiguration") || call.endsWith(".close");
  }

  private static Set<String> allowed() throws IOException {
    try (InputStream policy =
        IamKeyTarget.class.getResourceAsStream("iam-access-key-policy.json")) {
      JsonNode statements =
          new ObjectMapper().readTree(Objects.requireNonNull(policy)).at("/Statement");
      Set<String> allowed = new TreeSet<>();
      statements.findValues("Action").forEach(actions -> add(actions, allowed));
      return allowed;
    }
  }
}
