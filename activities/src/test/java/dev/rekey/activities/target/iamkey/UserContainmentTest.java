package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.aws.principal.Denial;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.testing.Striking;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Living;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.StatusType;

/** S01, S02: all that lets an IAM user in or act is refused, comes back, and is refused again. */
class UserContainmentTest {
  private final KeysInMemory world = new KeysInMemory();
  private final IamKeyTarget target = world.target(quiet(), Duration.ZERO);
  private final String user = world.spec().user();

  @Test
  void s01_all_keys_the_console_and_every_session_are_refused_not_the_reported_key_alone() {
    Login second = world.iam().make(user);
    world.iam().consoles().add(user);
    List<String> facts = contain(Optional.empty());
    assertThat(facts)
        .contains(
            "key " + world.first().identity() + " made inactive; it was active",
            "key " + second.identity() + " made inactive; it was active",
            "everything denied to the user by the policy RekeyContained")
        .anyMatch(fact -> fact.startsWith("password of the console taken away"))
        .anyMatch(fact -> fact.startsWith("sessions of the user's keys from before "));
    assertThat(world.live()).isZero();
    assertThat(world.iam().consoles()).isEmpty();
    assertThat(living(Optional.empty())).isEmpty();
  }

  @Test
  void what_lets_it_in_besides_keys_is_made_inactive_and_stays_so_once_a_new_key_is_there() {
    List<String> others = List.of("APKA1", "CERT1", "ACCA1");
    others.forEach(id -> world.iam().others().put(id, StatusType.ACTIVE));
    world.iam().others().put("APKA2", StatusType.INACTIVE);
    assertThat(contain(Optional.empty()))
        .contains(
            "SSH key APKA1 made inactive; it was active",
            "signing certificate CERT1 made inactive; it was active",
            "credential for bedrock.amazonaws.com ACCA1 made inactive; it was active");
    assertThat(world.iam().others().values()).containsOnly(StatusType.INACTIVE);
    Login next = recovered();
    others.forEach(id -> world.iam().others().put(id, StatusType.ACTIVE));
    assertThat(living(Optional.of(next)))
        .extracting(Living::what, Living::identity)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("active SSH key", "APKA1"),
            org.assertj.core.groups.Tuple.tuple("active signing certificate", "CERT1"),
            org.assertj.core.groups.Tuple.tuple(
                "active credential for bedrock.amazonaws.com", "ACCA1"));
    contain(Optional.of(next));
    assertThat(living(Optional.of(next))).isEmpty();
  }

  @Test
  void a_user_who_was_renamed_is_contained_under_the_new_name_and_people_are_asked_for_the_old() {
    world.iam().updateUser(it -> it.userName(user).newUserName("renamed"));
    List<Deed> deeds = target.contain(world.spec(), Login.OWN, world.first(), Optional.empty());
    assertThat(deeds)
        .extracting(Deed::what)
        .contains(
            "the user " + user + " is called renamed now",
            "key " + world.first().identity() + " made inactive; it was active");
    assertThat(deeds)
        .filteredOn(it -> it.by() == Deed.By.PEOPLE)
        .singleElement()
        .satisfies(it -> assertThat(it.what()).endsWith("--new-user-name " + user));
    assertThat(world.live()).isZero();
    assertThat(living(Optional.empty())).isEmpty();
    new UserKeys(world.iam(), world.iam(), "renamed")
        .set(world.first().identity(), StatusType.ACTIVE);
    assertThat(living(Optional.empty())).extracting(Living::what).contains("active key");
  }

  @Test
  void nothing_is_deleted_but_the_password_so_that_a_false_alarm_can_be_undone() {
    Login second = world.iam().make(user);
    contain(Optional.empty());
    assertThat(world.iam().truth().keys())
        .containsOnlyKeys(world.first().identity(), second.identity());
  }

  @Test
  void what_was_done_by_hand_before_is_recognised_and_a_second_time_changes_nothing() {
    keys().set(world.first().identity(), StatusType.INACTIVE);
    assertThat(target.contain(world.spec(), Login.OWN, world.first(), Optional.empty()))
        .filteredOn(Deed::found)
        .containsExactly(Deed.found("key " + world.first().identity() + " was inactive already"));
    String before = world.iam().policies().toString();
    assertThat(contain(Optional.empty()))
        .containsExactly(
            "key " + world.first().identity() + " was inactive already",
            "everything was denied to the user already",
            "the user has no password for the console");
    assertThat(world.iam().policies()).hasToString(before);
  }

  @Test
  void s02_whatever_an_opponent_restores_is_seen_and_contained_again() {
    contain(Optional.empty());
    keys().set(world.first().identity(), StatusType.ACTIVE);
    Login made = world.iam().make(user);
    world.iam().consoles().add(user);
    world.iam().policies().clear();
    assertThat(living(Optional.empty()))
        .extracting(Living::what, Living::identity)
        .contains(
            org.assertj.core.groups.Tuple.tuple("active key", world.first().identity()),
            org.assertj.core.groups.Tuple.tuple("active key", made.identity()),
            org.assertj.core.groups.Tuple.tuple("password of the console", user),
            org.assertj.core.groups.Tuple.tuple("sessions that are not denied any more", user),
            org.assertj.core.groups.Tuple.tuple("login accepted", world.first().identity()));
    contain(Optional.empty());
    assertThat(living(Optional.empty())).isEmpty();
  }

  @Test
  void s02_a_policy_that_kept_its_name_and_lost_its_sense_is_seen() {
    contain(Optional.empty());
    world.iam().policies().put(Denial.CONTAINED, Denial.before(Instant.EPOCH));
    assertThat(living(Optional.empty()))
        .extracting(Living::what)
        .containsExactly("sessions that are not denied any more");
  }

  @Test
  void the_new_key_may_act_and_older_sessions_may_not_even_if_their_date_is_set_back() {
    contain(Optional.empty());
    Login next = recovered();
    assertThat(world.iam().policies()).doesNotContainKey(Denial.CONTAINED);
    assertThat(living(Optional.of(next))).isEmpty();
    world.iam().policies().put(Denial.OLDER_SESSIONS, Denial.before(Instant.EPOCH));
    assertThat(living(Optional.of(next)))
        .extracting(Living::what)
        .containsExactly("sessions that are not denied any more");
    contain(Optional.of(next));
    assertThat(living(Optional.of(next))).isEmpty();
    assertThat(world.accepts(next)).isTrue();
  }

  @Test
  void that_nothing_can_act_is_proven_apart_from_that_nothing_logs_in() {
    assertThat(verdicts()).containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED);
    keys().set(world.first().identity(), StatusType.INACTIVE);
    assertThat(verdicts()).as("sessions act").containsExactly(Verdict.REFUSED, Verdict.ACCEPTED);
    contain(Optional.empty());
    assertThat(verdicts()).containsExactly(Verdict.REFUSED, Verdict.REFUSED);
    assertThat(trials()).extracting(Trial::endpoint).allMatch(it -> it.startsWith("not AWS ("));
  }

  private List<Trial> trials() {
    return target.tryToAct(world.spec(), Login.OWN, List.of(world.first()), Optional.empty());
  }

  private List<Verdict> verdicts() {
    return trials().stream().map(Trial::verdict).toList();
  }

  private Login recovered() {
    MintOrder order =
        new MintOrder(
            new VersionId(UUID.randomUUID().toString()),
            world.first(),
            id -> id.equals(world.first().identity()),
            true);
    Login next = target.mint(world.spec(), Login.OWN, order);
    target.install(world.spec(), Login.OWN, next, world.first());
    return next;
  }

  private List<String> contain(Optional<Login> kept) {
    return target.contain(world.spec(), Login.OWN, world.first(), kept).stream()
        .map(Deed::what)
        .toList();
  }

  private List<Living> living(Optional<Login> kept) {
    return target.living(world.spec(), Login.OWN, List.of(world.first()), kept);
  }

  private UserKeys keys() {
    return new UserKeys(world.iam(), world.iam(), user);
  }

  private static Striking.Fault quiet() {
    return new Striking.Fault() {
      @Override
      public void before(String call) {}

      @Override
      public void after(String call) {}
    };
  }
}
