package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PostgresStrategy;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One user, whose password changes. */
class SingleUserTest extends PostgresContract {
  @Override
  PostgresStrategy strategy() {
    return new PostgresStrategy.SingleUser(
        currentUser(), new OutageAcceptance("owner", Instant.EPOCH, "a test"));
  }

  @Test
  void whom_somebody_has_shut_out_by_hand_a_new_value_lets_in_again() {
    server.sql("ALTER ROLE " + currentUser() + " NOLOGIN");
    Login next = target.next(spec(), current());
    target.install(spec(), rotator(), next, current());
    assertThat(target.tryOut(spec(), next).getFirst().verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(target.tryOut(spec(), current()).getFirst().verdict()).isEqualTo(Verdict.REFUSED);
  }
}
