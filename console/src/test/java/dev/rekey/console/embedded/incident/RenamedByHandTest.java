package dev.rekey.console.embedded.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role that somebody renamed between its enrolment and its leak keeps its password. */
@SuppressWarnings("NullAway.Init") // before each
class RenamedByHandTest {
  private static final String RENAMED = "ALTER ROLE orders_a RENAME TO orders_old";

  @TempDir Path folder;

  @AutoClose private ResponderAtWork work;

  @BeforeEach
  void start() {
    work = new ResponderAtWork(folder, Map.of());
  }

  @Test
  void one_of_a_pair_is_contained_under_its_new_name_and_replaced() throws Exception {
    work.enrol("orders/db", "--group", "orders");
    work.target.sql(RENAMED);
    try (Connection thief = work.target.connect("orders_old", ResponderAtWork.ENROLLED)) {
      String incident = work.declare("orders/db");
      assertThat(work.awaitShown(incident, "prove: proven refused"))
          .contains("role orders_a is called orders_old now")
          .contains("role orders_old, once orders_a, refused")
          .contains("refused to orders_old");
      assertThat(thief.isValid(1)).isFalse();
      refused();
      work.awaitShown(incident, "replaced by version");
    }
    refused();
  }

  @Test
  void a_single_user_is_replaced_once_it_has_its_name_back() throws Exception {
    work.enrol("orders/db", "--single-user", "orders_a", "--accept-outage", "nightly job");
    work.target.sql(RENAMED);
    String incident;
    try (Connection thief = work.target.connect("orders_old", ResponderAtWork.ENROLLED)) {
      incident = work.declare("orders/db");
      assertThat(work.awaitShown(incident, "prove: proven refused"))
          .contains("ALTER ROLE \"orders_old\" RENAME TO \"orders_a\"");
      assertThat(thief.isValid(1)).isFalse();
    }
    refused();
    work.target.sql("ALTER ROLE orders_old RENAME TO orders_a");
    work.awaitShown(incident, "replaced by version");
  }

  private void refused() {
    assertThatThrownBy(() -> work.target.connect("orders_old", ResponderAtWork.ENROLLED).close())
        .isInstanceOf(SQLException.class);
  }
}
