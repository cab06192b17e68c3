package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {
  private static final Instant SINCE = Instant.parse("2026-11-30T20:00:00Z");

  private static Stream<OpenSession> sessions(int number, String role, String application) {
    return IntStream.range(0, number)
        .mapToObj(i -> new OpenSession(role, application, "10.0.0.9", SINCE.plusSeconds(i)));
  }

  private static List<String> told(Stream<OpenSession> ended) {
    return new EndedSessions(ended.toList()).of("orders_a").stream().map(Deed::what).toList();
  }

  @Test
  void each_session_of_a_role_is_told_and_none_of_another() {
    assertThat(
            told(
                Stream.concat(
                    sessions(EndedSessions.TOLD, "orders_a", "pool"),
                    sessions(3, "orders_b", "pool"))))
        .hasSize(EndedSessions.TOLD)
        .doesNotHaveDuplicates()
        .allMatch(what -> what.contains("orders_a"));
  }

  @Test
  void of_a_flood_each_application_is_told_once_and_the_others_are_counted() {
    List<String> told =
        told(
            Stream.concat(
                sessions(480, "orders_a", "flood"), sessions(2, "orders_a", "billing job")));
    assertThat(told).hasSize(3).last().asString().contains("480 more sessions of orders_a");
    assertThat(told).anyMatch(what -> what.contains("billing job"));
  }

  @Test
  void
      who_calls_himself_by_a_new_name_each_time_neither_makes_the_answer_longer_nor_hides_who_was_there_before() {
    Stream<OpenSession> flood =
        IntStream.range(0, 500).boxed().flatMap(i -> sessions(1, "orders_a", "name " + i));
    OpenSession ours =
        new OpenSession("orders_a", "billing job", "10.0.0.1", SINCE.minusSeconds(86_400));
    assertThat(told(Stream.concat(flood, Stream.of(ours))))
        .hasSize(EndedSessions.TOLD + 1)
        .anyMatch(what -> what.contains("billing job"));
  }
}
