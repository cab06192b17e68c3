package dev.rekey.activities.store.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.store.AccessLog.Read;
import dev.rekey.activities.testing.InMemorySecretsManager;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class TrailedReadsTest {
  private static final Duration LATE = Duration.ofMinutes(15);
  private static LedgerDatabase database;

  private final SecretId secret = new SecretId("orders/db-" + UUID.randomUUID());
  private final VersionId first = version();
  private final VersionId second = version();
  private final InMemoryTrail trail = new InMemoryTrail();
  private final InMemorySecretsManager aws = new InMemorySecretsManager();
  private Instant now = Instant.now();
  private LedgerVersionNotes notes;
  private TrailedReads reads;

  @BeforeAll
  static void open() {
    database = new LedgerDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** The first version is current since an hour ago, the second since half an hour. */
  @BeforeEach
  void rotated() {
    notes = new LedgerVersionNotes(database.ledger());
    SecretsManagerCalls calls = new SecretsManagerCalls(aws, aws, () -> {});
    Principals principals =
        Principals.of("arn:aws:sts::1:assumed-role/rekey-postgres/run", Set.of("rekey-iam"));
    reads =
        new TrailedReads(
            database.ledger(),
            calls,
            notes,
            new ReadTrail(trail, principals, LATE, () -> now),
            LATE,
            () -> now);
    aws.createSecret(
        ask -> ask.name(secret.value()).clientRequestToken(first.value()).secretString("{}"));
    turn(first, Duration.ofHours(1));
    turn(second, Duration.ofMinutes(30));
  }

  private void turn(VersionId version, Duration ago) {
    notes.current(secret, version);
    database
        .ledger()
        .change(
            "UPDATE secret_store.turn SET since = now() - ?::interval WHERE version = ?",
            ago,
            version);
  }

  @Test
  void a_read_that_names_no_version_was_of_the_one_current_then() {
    read("arn:aws:iam::1:user/early", 50, "");
    read("arn:aws:iam::1:user/late", 20, "");
    assertThat(readersOf(first)).containsExactly("arn:aws:iam::1:user/early");
    assertThat(readersOf(second)).containsExactly("arn:aws:iam::1:user/late");
  }

  @Test
  void s15_the_last_read_of_somebody_else_is_use_whichever_version_it_was_and_ours_is_not() {
    read("arn:aws:iam::1:user/early", 50, "");
    read("arn:aws:iam::1:user/late", 20, ",\"versionId\":\"" + first + "\"");
    read("arn:aws:sts::1:assumed-role/rekey-iam/run", 10, "");
    trail.add("BatchGetSecretValue", ago(5), event("arn:aws:iam::1:user/filter", "{}"));
    assertThat(reads.lastTrailed(secret, ago(60)).orElseThrow()).isBetween(ago(21), ago(19));
    assertThat(reads.lastTrailed(secret, ago(15))).isEmpty();
    assertThat(reads.lastTrailed(new SecretId("not/there"), ago(60))).isEmpty();
  }

  @Test
  void a_read_that_names_a_version_or_the_label_previous_was_of_that_one() {
    read("arn:aws:iam::1:user/byid", 20, ",\"versionId\":\"" + first + "\"");
    read("arn:aws:iam::1:user/bylabel", 20, ",\"versionStage\":\"AWSPREVIOUS\"");
    assertThat(readersOf(first))
        .containsExactly("arn:aws:iam::1:user/byid", "arn:aws:iam::1:user/bylabel");
    assertThat(readersOf(second)).isEmpty();
  }

  @Test
  void a_session_is_its_role_and_our_own_roles_are_nobody() {
    read("arn:aws:sts::1:assumed-role/orders/i-0abc", 50, "");
    read("arn:aws:sts::1:assumed-role/orders/i-0def", 49, "");
    read("arn:aws:sts::1:assumed-role/rekey-postgres/another-run", 48, "");
    read("arn:aws:sts::1:assumed-role/rekey-iam/run", 47, "");
    assertThat(readersOf(first)).containsOnly("arn:aws:iam::1:role/orders");
    assertThat(new Read("arn:aws:iam::1:role/orders", now).isBy("orders")).isTrue();
    assertThat(new Read("arn:aws:iam::1:role/reorders", now).isBy("orders")).isFalse();
  }

  @Test
  void reads_in_bulk_count_and_refused_ones_or_those_of_other_secrets_do_not() {
    String here = "{\"secretIdList\":[\"other\",\"" + secret + "\"]}";
    trail.add("BatchGetSecretValue", ago(50), event("arn:aws:iam::1:user/bulk", here));
    trail.add(
        "BatchGetSecretValue", ago(49), event("arn:aws:iam::1:user/filter", "{\"filters\":[]}"));
    trail.add(
        "GetSecretValue", ago(48), event("arn:aws:iam::1:user/x", "{\"secretId\":\"other\"}"));
    trail.add(
        "GetSecretValue",
        ago(47),
        "{\"errorCode\":\"AccessDenied\",\"requestParameters\":{\"secretId\":\"" + secret + "\"}}");
    assertThat(readersOf(first))
        .containsExactly("arn:aws:iam::1:user/bulk", "arn:aws:iam::1:user/filter");
  }

  @Test
  void what_the_trail_shows_late_is_found_by_a_later_look() {
    assertThat(readersOf(second)).isEmpty();
    read("arn:aws:iam::1:user/late", 10, "");
    now = now.plus(Duration.ofMinutes(1));
    assertThat(readersOf(second)).containsExactly("arn:aws:iam::1:user/late");
  }

  @Test
  void lookups_are_kept_for_a_moment() {
    readersOf(first);
    int asked = trail.asked();
    readersOf(second);
    assertThat(trail.asked()).isEqualTo(asked);
    now = now.plus(Duration.ofMinutes(1));
    readersOf(first);
    assertThat(trail.asked()).isGreaterThan(asked);
  }

  @Test
  void a_trail_that_cannot_be_looked_through_is_a_failure_and_never_nobody() {
    trail.refuse(refusal("ThrottlingException"));
    fails(FailureCode.THROTTLED);
    trail.refuse(refusal("AccessDeniedException"));
    fails(FailureCode.PERMISSION_DENIED);
  }

  private static AwsServiceException refusal(String code) {
    return AwsServiceException.builder()
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  @Test
  void more_reads_than_one_step_can_look_through_are_looked_through_in_several() {
    IntStream.range(0, 3_000)
        .forEach(i -> trail.add("GetSecretValue", ago(55), event("arn:aws:iam::1:user/x", "{}")));
    IntStream.range(0, 3_000).forEach(i -> read("arn:aws:iam::1:user/busy", 40 + i / 600, ""));
    int looks = 0;
    List<String> found = List.of();
    while (found.isEmpty()) {
      assertThat(looks++).isLessThan(100);
      try {
        found = readersOf(first);
      } catch (StepFailedException e) {
        assertThat(e.code()).isEqualTo(FailureCode.THROTTLED);
      }
    }
    assertThat(looks).isGreaterThan(3);
    assertThat(found).contains("arn:aws:iam::1:user/busy");
  }

  @Test
  void the_log_is_complete_for_a_version_once_its_turn_is_over_for_long_enough() {
    assertThat(reads.completeFrom(secret, first).orElseThrow())
        .isEqualTo(notes.turns(secret).getLast().since().plus(LATE));
    assertThat(reads.completeFrom(secret, second)).isEmpty();
  }

  private void fails(FailureCode code) {
    assertThatThrownBy(() -> readersOf(first))
        .isInstanceOfSatisfying(
            StepFailedException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private List<String> readersOf(VersionId version) {
    return reads.trailed(secret, version).stream()
        .map(Read::principal)
        .distinct()
        .sorted()
        .toList();
  }

  private void read(String who, int minutesAgo, String more) {
    String asked = "{\"secretId\":\"" + secret + "\"" + more + "}";
    trail.add("GetSecretValue", ago(minutesAgo), event(who, asked));
  }

  private Instant ago(int minutes) {
    return Instant.now().minus(Duration.ofMinutes(minutes));
  }

  private static String event(String who, String asked) {
    return "{\"userIdentity\":{\"arn\":\"" + who + "\"},\"requestParameters\":" + asked + "}";
  }

  private static VersionId version() {
    return new VersionId(UUID.randomUUID().toString());
  }
}
