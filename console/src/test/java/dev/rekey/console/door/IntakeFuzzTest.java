package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.incident.ReportSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent to the intake: never a wrong incident, never a crash, and true ones are heard.
 */
class IntakeFuzzTest {
  private static final String GOOD =
      "{\"finding\": \"seen\", \"credentials\": [{\"value\": \"%s\"}]}"
          .formatted(NotedSources.LEAKED);
  private static final int FORGED = 1_000;
  private static final int BROKEN = 300;

  @AutoClose private final OpenDoor door = new OpenDoor();
  @AutoClose private final HttpClient http = HttpClient.newHttpClient();
  private final Random random = new Random(20261125);

  @BeforeEach
  void letIn() {
    String order =
        "{\"name\": \"siem\", \"kind\": \"GENERIC\", \"secret\": \"" + SignedPosts.SECRET + "\"}";
    assertThat(door.post(door.ann, "/v1/intake", order).status()).isEqualTo(201);
  }

  @Test
  void a_flood_of_forged_messages_opens_nothing_and_a_true_one_in_between_is_heard()
      throws Exception {
    try (ExecutorService senders = Executors.newFixedThreadPool(16)) {
      List<Callable<Integer>> flood = new ArrayList<>();
      for (int i = 0; i < FORGED; i++) {
        byte[] body = SignedPosts.bytes(GOOD + " ".repeat(random.nextInt(2_000)));
        String id = "forged-" + i;
        String now = Long.toString(Instant.now().getEpochSecond());
        flood.add(
            () -> post(SignedPosts.generic(door, "siem", id, now, "AAAA", body)).statusCode());
      }
      List<Future<Integer>> forged = flood.stream().map(senders::submit).toList();
      HttpResponse<String> honest =
          post(SignedPosts.generic(door, "siem", "true", Instant.now(), SignedPosts.bytes(GOOD)));
      assertThat(honest.statusCode()).as(honest.body()).isEqualTo(202);
      for (Future<Integer> one : forged) {
        assertThat(one.get()).isEqualTo(401);
      }
    }
    assertThat(door.incidents.reports).hasSize(1);
    assertThat(door.calls.all()).as("forged ones bury nothing").hasSizeLessThan(10);
    assertThat(door.get(door.ann, "/v1/intake").json().get(0).path("rejected").asInt())
        .isEqualTo(FORGED);
  }

  @Test
  void a_signed_message_with_any_byte_changed_behind_its_signature_is_refused() {
    byte[] good = SignedPosts.bytes(GOOD);
    String time = Long.toString(Instant.now().getEpochSecond());
    String signed =
        SignedPosts.generic(door, "siem", "m", Instant.ofEpochSecond(Long.parseLong(time)), good)
            .build()
            .headers()
            .firstValue("webhook-signature")
            .orElseThrow()
            .substring("v1,".length());
    for (int i = 0; i < good.length; i++) {
      byte[] changed = good.clone();
      changed[i] ^= (byte) (1 + random.nextInt(255));
      assertThat(post(SignedPosts.generic(door, "siem", "m", time, signed, changed)).statusCode())
          .isEqualTo(401);
    }
    assertThat(post(SignedPosts.generic(door, "siem", "n", time, signed, good)).statusCode())
        .as("another id")
        .isEqualTo(401);
    assertThat(door.incidents.reports).isEmpty();
  }

  @Test
  void what_is_signed_and_broken_is_refused_or_means_what_it_says() {
    for (int i = 0; i < BROKEN; i++) {
      byte[] body = broken(i);
      HttpResponse<String> answer =
          post(SignedPosts.generic(door, "siem", "broken-" + i, Instant.now(), body));
      assertThat(answer.statusCode()).as(answer.body()).isIn(202, 400, 413);
      assertThat(answer.body()).doesNotContain(NotedSources.LEAKED);
    }
    assertThat(door.incidents.reports.values())
        .allMatch(report -> report.source().equals(new ReportSource.Detector("siem")))
        .noneMatch(report -> report.toString().contains(NotedSources.LEAKED));
    assertThat(door.get(door.ann, "/v1/intake").status()).isEqualTo(200);
  }

  @Test
  void what_is_huge_or_deep_is_refused() {
    byte[] huge = new byte[2 * 1024 * 1024];
    byte[] deep = SignedPosts.bytes("{\"a\":".repeat(20_000));
    assertThat(post(SignedPosts.generic(door, "siem", "huge", Instant.now(), huge)).statusCode())
        .isEqualTo(413);
    assertThat(post(SignedPosts.generic(door, "siem", "deep", Instant.now(), deep)).statusCode())
        .isEqualTo(400);
    Instant old = Instant.now().minus(Duration.ofDays(1));
    assertThat(post(SignedPosts.generic(door, "siem", "old", old, deep)).statusCode())
        .isEqualTo(401);
  }

  /** Without a look at the API's document, which costs more than the door. */
  private HttpResponse<String> post(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private byte[] broken(int seed) {
    byte[] body = SignedPosts.bytes(GOOD);
    return switch (seed % 5) {
      case 0 -> Arrays.copyOf(body, random.nextInt(body.length));
      case 1 -> flipped(body);
      case 2 -> random(random.nextInt(4_096));
      case 3 -> SignedPosts.bytes(GOOD.replace("seen", "\\ud800" + "\\u0000".repeat(seed)));
      default -> SignedPosts.bytes(GOOD.replace("\"value\"", "\"secret\": 7, \"value\""));
    };
  }

  private byte[] flipped(byte[] body) {
    byte[] changed = body.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
