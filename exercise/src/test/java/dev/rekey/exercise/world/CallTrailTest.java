package dev.rekey.exercise.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.aws.principal.AssumedRoles;
import dev.rekey.activities.aws.principal.Doings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each account of an exercise has a log of its own, as at AWS. */
class CallTrailTest {
  private static final Instant AT = Instant.parse("2027-01-04T09:00:00Z");
  private static final String THERE = "000000000001";
  private static final String FAR = "arn:aws:iam::000000000001:role/far";
  private static final String BEYOND = "arn:aws:iam::000000000002:role/beyond";
  private static final CallTrail.Session KEY = new CallTrail.Session("deploy/key", "000000000000");

  private final CallTrail trail = new CallTrail();

  private Doings doings() {
    trail.assumed(KEY, AT, FAR, "ASIAFAR");
    trail.assumed(new CallTrail.Session("ASIAFAR", THERE), AT, BEYOND, "ASIABEYOND");
    return trail.since(AT, List.of(KEY));
  }

  @Test
  void what_a_session_does_in_another_account_is_a_gap_where_that_log_cannot_be_read() {
    assertThat(AssumedRoles.in(doings())).containsOnlyKeys(FAR);
    assertThat(doings().gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.what()).contains(THERE));
  }

  @Test
  void it_is_seen_where_a_role_of_rekey_s_is_in_that_account() {
    trail.open(THERE);
    assertThat(AssumedRoles.in(doings())).containsOnlyKeys(FAR, BEYOND);
  }
}
