package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.rekey.console.door.OpenDoor.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Law 1 at the door: a password that comes in is in no answer, error, log line or record. */
class NoSecretTest {
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> ear =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getFormattedMessage() + " " + event.getThrowableProxy());
        }
      };

  @BeforeEach
  void listen() {
    root.setLevel(Level.DEBUG);
    ear.start();
    root.addAppender(ear);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(ear);
    root.setLevel(before);
  }

  @Test
  void a_planted_password_shows_nowhere() {
    try (OpenDoor door = new OpenDoor()) {
      String good = Bodies.enrolment();
      List<String> bodies =
          List.of(
              good.replace("\"value\"", "\"valeu\""),
              good.replace("}", ""),
              good.replace("\"identity\": \"orders_a\"", "\"identity\": 5"),
              good.replace("\"CRITICAL\"", "\"" + OpenDoor.PASSWORD + "\""),
              good.replace("\"owner\"", "\"" + OpenDoor.PASSWORD + "\""),
              good.replace("\"PT720H\"", "\"" + OpenDoor.PASSWORD + "\""),
              good.replace("\"orders_a\", \"value\"", "\"nobody\", \"value\""),
              Bodies.enrolment(
                  "orders/db", Bodies.current(OpenDoor.PASSWORD + "x"), Bodies.ROTATOR),
              "\"" + OpenDoor.PASSWORD + "\"",
              good,
              good);
      bodies.forEach(body -> clean(door.post(door.ann, "/v1/credentials", body)));
      door.inventory.breakDown(true);
      clean(door.post(door.ann, "/v1/credentials", good));
      List.of("/v1/credentials", "/v1/history", "/v1/status", "/v1/rotations", "/v1/principals")
          .forEach(path -> clean(door.get(door.ann, path)));
      clean(door.post(door.ann, "/v1/rotations", Bodies.rotation("orders/db", true)));
      assertThat(door.calls.all().toString()).satisfies(NoSecretTest::clean);
    }
    assertThat(lines).isNotEmpty().allSatisfy(NoSecretTest::clean);
  }

  @Test
  void a_value_that_a_consumer_gets_is_in_no_log_line() {
    try (OpenDoor door = new OpenDoor()) {
      door.enrol();
      String token = door.consumer("orders-service");
      assertThat(door.get(token, "/v1/consumption").body()).contains(OpenDoor.PASSWORD);
      assertThat(lines).noneMatch(line -> line.contains(token));
    }
    assertThat(lines).isNotEmpty().allSatisfy(NoSecretTest::clean);
  }

  private static void clean(Answer answer) {
    clean(answer.body());
    clean(answer.http().headers().toString());
  }

  private static void clean(String text) {
    for (String secret : List.of(OpenDoor.PASSWORD, OpenDoor.ROTATOR_PASSWORD)) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      assertThat(text)
          .doesNotContain(secret)
          .doesNotContain(HexFormat.of().formatHex(bytes))
          .doesNotContain(Base64.getEncoder().encodeToString(bytes))
          .doesNotContain(java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
  }
}
