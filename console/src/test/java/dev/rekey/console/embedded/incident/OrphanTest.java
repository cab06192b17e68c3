package dev.rekey.console.embedded.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S15: nobody waits for an owner who has left. */
@SuppressWarnings("NullAway.Init") // before each
class OrphanTest {
  @TempDir Path folder;

  @AutoClose private ResponderAtWork work;

  @BeforeEach
  void start() {
    work = new ResponderAtWork(folder, Map.of());
    work.target.sql("CREATE ROLE idle", "CREATE ROLE left_too", "CREATE ROLE busy");
    work.target.sql("GRANT idle, left_too, busy TO rotator WITH ADMIN OPTION");
    work.enrol("orders/db", "--group", "orders");
  }

  @Test
  void security_takes_it_it_is_contained_and_replaced_and_others_like_it_are_named() {
    work.enrolNew("idle/db", "idle", "ann");
    work.enrolNew("left/db", "left_too", "erin");
    work.enrolNew("busy/db", "busy", "ann");
    work.server.ledger.query(
        "UPDATE rekey.credential SET added_at = now() - interval '200 days'"
            + " WHERE secret IN ('idle/db', 'orders/db') RETURNING secret");
    work.server.tried("principal", "add", "erin");
    work.server.rekey(0, "principal", "remove", "erin");
    String incident = work.declare("orders/db");
    assertThat(work.awaitShown(incident, "replaced by version"))
        .contains("its owner erin is gone, security takes it; others to look at: 2")
        .contains("left/db: its owner erin is gone, too")
        .contains("idle/db: no use of it is known since")
        .doesNotContain("busy/db")
        .contains("contain: refused and logged out");
  }
}
