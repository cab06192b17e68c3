package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.aws.principal.Denial;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.Striking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which secrets a user whose key leaked could have read, by all the policies that it has. */
class ReadableByUserTest {
  private static final String EVERYTHING = policy("Allow", "*");

  private final KeysInMemory world = new KeysInMemory();
  private final IamKeyTarget target = world.target(Striking.NONE, Duration.ZERO);

  @BeforeEach
  void a_boundary_that_allows_everything_and_two_groups() {
    world.secrets().addAll(List.of("a", "b", "c", "d"));
    world.iam().managed().put("edge", EVERYTHING);
  }

  @Test
  void what_its_own_policies_and_those_of_its_groups_allow_is_named() {
    world.iam().policies().put("inline", policy("Allow", "a"));
    assertThat(could()).contains("could read, no read seen: a");
    world.iam().managed().put("work", policy("Allow", "b"));
    assertThat(could()).contains("could read, no read seen: a, b");
    world.iam().groups().put("admins", policy("Allow", "c"));
    assertThat(could()).contains("could read, no read seen: a, b, c");
    world.iam().managed().put("of-deployers", policy("Allow", "d"));
    assertThat(could()).contains("could read, no read seen: a, b, c, d");
  }

  @Test
  void a_denial_of_a_group_and_the_boundary_take_away() {
    world.iam().policies().put("inline", EVERYTHING);
    world.iam().groups().put("deployers", policy("Deny", "b"));
    assertThat(could()).contains("could read, no read seen: a, c, d");
    world.iam().managed().put("edge", policy("Allow", "c"));
    assertThat(could()).contains("could read, no read seen: c");
  }

  @Test
  void what_denies_it_everything_since_it_leaked_is_not_what_it_could_do_before() {
    world.iam().policies().put("inline", policy("Allow", "a"));
    target.contain(world.spec(), Login.OWN, world.first(), Optional.empty());
    assertThat(world.iam().policies()).containsKey(Denial.CONTAINED);
    assertThat(could()).contains("could read, no read seen: a");
  }

  private List<String> could() {
    return target.reach(world.spec(), Login.OWN, Instant.EPOCH).could();
  }

  private static String policy(String effect, String secret) {
    return """
    {"Statement": {"Effect": "%s", "Action": "secretsmanager:GetSecretValue", "Resource": "%s"}}
    """
        .formatted(effect, ListedSecrets.arn(secret));
  }
}
