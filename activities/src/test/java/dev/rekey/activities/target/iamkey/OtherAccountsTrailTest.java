package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.Striking;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.trigger.Clue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S03: what a session does in another account, only the log of that account tells. */
class OtherAccountsTrailTest {
  private static final Instant SINCE = Instant.parse("2026-11-23T02:00:00Z");
  private static final String OURS = "123456789012";
  private static final String THERE = "999999999999";
  private static final String FAR = "arn:aws:iam::999999999999:role/far";
  private static final String BEYOND = "arn:aws:iam::999999999999:role/beyond";

  private final KeysInMemory world = new KeysInMemory();
  private final IamKeyTarget target = world.target(Striking.NONE, Duration.ZERO);
  private final InMemoryIam iam = new InMemoryIam();
  private final InMemoryTrail log = new InMemoryTrail().of(THERE);

  @BeforeEach
  void a_session_goes_on_into_another_account() {
    world.trail().of(OURS);
    String user = world.spec().user();
    String key = world.first().identity();
    world.trail().told(user, key, "sts:AssumeRole", SINCE, asked(FAR), session("ASIAFIRST"));
  }

  private void ourRoleIsThere() {
    world.elsewhere().put(THERE, iam);
    world.logs().put(THERE, log);
  }

  private static String asked(String role) {
    return "{\"roleArn\": \"" + role + "\"}";
  }

  private static String session(String key) {
    return "{\"credentials\": {\"accessKeyId\": \"" + key + "\"}}";
  }

  private List<Finding> hunt() {
    return target.hunt(world.spec(), Login.OWN, SINCE);
  }

  private Reach reach() {
    return target.reach(world.spec(), Login.OWN, SINCE);
  }

  private List<String> contain() {
    return target.contain(world.spec(), Login.OWN, world.first(), Optional.empty()).stream()
        .map(Deed::what)
        .toList();
  }

  @Test
  void a_hop_from_there_is_found_in_the_log_of_that_account_and_is_cut() {
    ourRoleIsThere();
    iam.roles().put("far", "");
    iam.roles().put("beyond", "");
    log.told("hop", "ASIAFIRST", "sts:AssumeRole", SINCE, asked(BEYOND), session("ASIASECOND"));
    assertThat(reach().reached())
        .containsExactly(
            new Clue.Principal(THERE, "role/far"), new Clue.Principal(THERE, "role/beyond"));
    contain();
    assertThat(target.living(world.spec(), Login.OWN, List.of(world.first()), Optional.empty()))
        .extracting(Living::identity)
        .containsExactlyInAnyOrder(FAR, BEYOND);
    assertThat(contain()).anyMatch(it -> it.startsWith("sessions of the role " + BEYOND + " from"));
  }

  @Test
  void the_way_back_into_our_own_account_is_followed_too() {
    ourRoleIsThere();
    String back = "arn:aws:iam::123456789012:role/back";
    log.told("hop", "ASIAFIRST", "sts:AssumeRole", SINCE, asked(back), session("ASIABACK"));
    world
        .trail()
        .told("x", "ASIABACK", "iam:CreateRole", SINCE, "{\"roleName\": \"door\"}", "null");
    assertThat(hunt()).extracting(Finding::identity).contains("door");
  }

  @Test
  void whoever_is_called_like_somebody_made_there_is_left_alone_here() {
    ourRoleIsThere();
    iam.roles().put("far", "");
    world.iam().attached().put("user ops", new TreeSet<>());
    log.told("x", "ASIAFIRST", "iam:CreateUser", SINCE, "{\"userName\": \"ops\"}", "null");
    assertThat(hunt())
        .anySatisfy(
            one -> {
              assertThat(one.identity()).isEqualTo("ops");
              assertThat(one.where()).contains("of the account " + THERE);
            });
    contain();
    assertThat(contain())
        .contains(
            "the user ops, made with it in the account 999999999999, was not denied anything: do it"
                + " there");
    assertThat(world.iam().attached().get("user ops")).isEmpty();
  }

  @Test
  void a_secret_of_the_same_name_there_is_none_of_ours() {
    ourRoleIsThere();
    log.told(
        "x",
        "ASIAFIRST",
        "secretsmanager:GetSecretValue",
        SINCE,
        "{\"secretId\": \"orders/db\"}",
        "null");
    assertThat(reach().reached()).containsExactly(new Clue.Principal(THERE, "role/far"));
    assertThat(reach().did())
        .contains("secretsmanager:GetSecretValue from 192.0.2.7 in the account " + THERE);
  }

  @Test
  void that_the_log_there_is_not_read_is_a_gap_and_not_nothing() {
    assertThat(hunt())
        .filteredOn(one -> one.what().equals("CloudTrail could not be looked at"))
        .singleElement()
        .satisfies(one -> assertThat(one.identity()).contains(THERE, "no role of Rekey's"));
    ourRoleIsThere();
    log.throttled(true);
    assertThat(hunt())
        .filteredOn(one -> one.what().equals("CloudTrail could not be looked at"))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.identity()).contains(THERE, "throttled"));
  }
}
