package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.aws.principal.Denial;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.Striking;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.OuterDenial;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.trigger.Clue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** S02, S03: what was done with a leaked key, and the sessions of roles that outlive it. */
class UserDoingsTest {
  private static final Instant SINCE = Instant.parse("2026-11-23T02:00:00Z");
  private static final String ROLE = "arn:aws:iam::123456789012:role/ops/admin";
  private static final String FAR = "arn:aws:iam::999999999999:role/far";

  private final KeysInMemory world = new KeysInMemory();
  private final IamKeyTarget target = world.target(none(), Duration.ZERO);
  private final String user = world.spec().user();
  private final String key = world.first().identity();

  @Test
  void s02_what_was_made_with_the_key_is_found_by_name_and_by_key_each_once() {
    told("iam:CreateUser", "{\"userName\": \"notyet-1\"}", "null");
    told("iam:ListUsers", "null", "null");
    told("lambda:CreateFunction20150331", "{\"functionName\": \"back\"}", "null");
    told(
        "iam:CreateAccessKey",
        "{\"userName\": \"notyet-1\"}",
        "{\"accessKey\": {\"accessKeyId\": \"AKIANOTYET\"}}");
    assertThat(hunt())
        .extracting(Finding::what, Finding::identity)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("user made with it", "notyet-1"),
            org.assertj.core.groups.Tuple.tuple("function made with it", "back"),
            org.assertj.core.groups.Tuple.tuple(
                "access key made with it for a user", "notyet-1 (AKIANOTYET)"));
  }

  @Test
  void s02_an_mfa_device_that_was_set_up_since_is_told_whoever_did_it() {
    world.iam().devices().put("mfa/theirs", SINCE);
    assertThat(hunt())
        .singleElement()
        .returns("mfa/theirs", Finding::identity)
        .returns(Optional.of(SINCE), Finding::at)
        .satisfies(one -> assertThat(one.what()).startsWith("MFA device of the user " + user));
  }

  @Test
  void that_the_log_could_not_be_looked_at_is_not_that_nothing_was_found() {
    assertThat(hunt()).isEmpty();
    world.trail().throttled(true);
    assertThat(hunt())
        .isNotEmpty()
        .extracting(Finding::what)
        .containsOnly("CloudTrail could not be looked at");
    assertThat(hunt().getFirst().identity()).contains(user, "throttled");
  }

  @Test
  void s03_sessions_of_a_role_are_seen_cut_at_the_role_and_quiet_afterwards() {
    world.iam().roles().put("admin", "");
    assumed(ROLE, "ASIAFIRST");
    contain();
    assertThat(living()).extracting(Living::identity).containsExactly(ROLE);
    assertThat(contain()).anyMatch(it -> it.startsWith("sessions of the role " + ROLE + " from"));
    assertThat(Denial.moment(world.iam().roles().get("admin"))).isPresent();
    assertThat(living()).isEmpty();
  }

  @Test
  void s03_roles_that_nobody_may_cut_from_here_are_named_and_hold_no_verdict_up() {
    assumed(ROLE, "ASIAFIRST");
    assumed(FAR, "ASIASECOND");
    contain();
    assertThat(living()).isEmpty();
    assertThat(contain())
        .anyMatch(it -> it.startsWith("sessions of the role " + ROLE + " were not cut"))
        .anyMatch(it -> it.contains(FAR) && it.contains("another account's"));
    assertThat(hunt()).extracting(Finding::identity).containsExactlyInAnyOrder(ROLE, FAR);
  }

  @Test
  void s03_a_second_hop_into_an_account_with_a_role_of_ours_is_seen_and_cut_there() {
    InMemoryIam far = new InMemoryIam();
    far.roles().put("far", "");
    world.elsewhere().put("999999999999", far);
    assumed(FAR, "ASIASECOND");
    contain();
    assertThat(living()).extracting(Living::identity).containsExactly(FAR);
    assertThat(contain()).anyMatch(it -> it.startsWith("sessions of the role " + FAR + " from"));
    assertThat(Denial.moment(far.roles().get("far"))).isPresent();
    assertThat(living()).isEmpty();
  }

  @Test
  void s03_a_second_hop_is_followed_by_the_key_of_the_session() {
    assumed(ROLE, "ASIAFIRST");
    world
        .trail()
        .told("hop", "ASIAFIRST", "sts:AssumeRole", SINCE, asked(FAR), session("ASIASECOND"));
    world
        .trail()
        .told("x", "ASIASECOND", "iam:CreateRole", SINCE, "{\"roleName\": \"door\"}", "null");
    assertThat(hunt()).extracting(Finding::identity).contains(FAR, "door");
  }

  @Test
  void s02_whom_the_opponent_made_is_denied_everything_and_lives_until_it_is() {
    world.iam().attached().put("user notyet-1", new TreeSet<>());
    world.iam().attached().put("role door", new TreeSet<>());
    told("iam:CreateUser", "{\"userName\": \"notyet-1\"}", "null");
    told("iam:CreateRole", "{\"roleName\": \"door\", \"path\": \"/ops/\"}", "null");
    contain();
    assertThat(living())
        .extracting(Living::denial)
        .containsExactlyInAnyOrder(
            Optional.of(new OuterDenial("arn:aws:iam::123456789012:user/notyet-1", true)),
            Optional.of(new OuterDenial("arn:aws:iam::123456789012:role/ops/door", true)));
    assertThat(contain())
        .anyMatch(it -> it.startsWith("the user notyet-1, made with it, is denied everything"));
    assertThat(living()).isEmpty();
    world.iam().attached().get("user notyet-1").clear(); // by the opponent
    assertThat(living()).hasSize(1);
    world.iam().attached().remove("user notyet-1"); // by people
    assertThat(living()).isEmpty();
  }

  @Test
  void s02_whom_the_opponent_made_is_denied_by_the_policy_of_its_own_partition() {
    world.trail().in("aws-us-gov");
    world.iam().attached().put("user notyet-1", new TreeSet<>());
    told("iam:CreateUser", "{\"userName\": \"notyet-1\"}", "null");
    contain();
    assertThat(living())
        .extracting(Living::identity)
        .containsExactly("arn:aws-us-gov:iam::123456789012:user/notyet-1");
    contain();
    assertThat(world.iam().attached().get("user notyet-1"))
        .containsExactly("arn:aws-us-gov:iam::aws:policy/AWSDenyAll");
  }

  @Test
  void s02_what_was_made_by_whom_the_opponent_made_is_followed() {
    world.iam().attached().put("user notyet-2", new TreeSet<>());
    told("iam:CreateUser", "{\"userName\": \"notyet-1\"}", "null");
    world
        .trail()
        .told(
            "notyet-1",
            "AKIANOTYET",
            "iam:CreateUser",
            SINCE.plusSeconds(2),
            "{\"userName\": \"notyet-2\"}",
            "null");
    contain();
    assertThat(living())
        .as("notyet-1 is gone")
        .extracting(Living::identity)
        .containsExactly(made("notyet-2"));
  }

  private static String made(String user) {
    return "arn:aws:iam::123456789012:user/" + user;
  }

  @Test
  void s03_a_service_linked_role_is_said_to_be_out_of_reach_and_holds_no_verdict_up() {
    String linked = "arn:aws:iam::123456789012:role/aws-service-role/x.amazonaws.com/Linked";
    assumed(linked, "ASIAFIRST");
    contain();
    assertThat(living()).isEmpty();
    assertThat(contain()).anyMatch(it -> it.contains(linked) && it.contains("service-linked"));
  }

  @Test
  void s07_secrets_that_were_read_and_roles_that_were_assumed_are_where_the_response_goes_on() {
    told("secretsmanager:GetSecretValue", "{\"secretId\": \"orders/db\"}", "null");
    told("secretsmanager:GetSecretValue", "{\"secretId\": \"orders/db\"}", "null");
    assumed(ROLE, "ASIAFIRST");
    Reach reach = target.reach(world.spec(), Login.OWN, SINCE);
    assertThat(reach.reached())
        .containsExactly(
            new Clue.Secret("orders/db"), new Clue.Principal("123456789012", "role/admin"));
    assertThat(reach.did()).contains("secretsmanager:GetSecretValue from 192.0.2.7, 2 times");
    assertThat(reach.could()).anyMatch(it -> it.contains("other regions"));
  }

  private void assumed(String role, String session) {
    told("sts:AssumeRole", asked(role), session(session));
  }

  private static String asked(String role) {
    return "{\"roleArn\": \"" + role + "\"}";
  }

  private static String session(String key) {
    return "{\"credentials\": {\"accessKeyId\": \"" + key + "\"}}";
  }

  private void told(String call, String asked, String answered) {
    world.trail().told(user, key, call, SINCE.plusSeconds(1), asked, answered);
  }

  private List<Finding> hunt() {
    return target.hunt(world.spec(), Login.OWN, SINCE);
  }

  private List<String> contain() {
    return target.contain(world.spec(), Login.OWN, world.first(), Optional.empty()).stream()
        .map(Deed::what)
        .toList();
  }

  private List<Living> living() {
    return target.living(world.spec(), Login.OWN, List.of(world.first()), Optional.empty());
  }

  private static Striking.Fault none() {
    return new Striking.Fault() {
      @Override
      public void before(String call) {}

      @Override
      public void after(String call) {}
    };
  }
}
