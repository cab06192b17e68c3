package dev.rekey.activities.notice;

import dev.rekey.activities.http.Post;
import dev.rekey.activities.http.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/** Sends over HTTP, and says what the answer means. */
final class HttpAttempt {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private final Post post;
  private final InstantSource clock;

  HttpAttempt(Duration patience, InstantSource clock) {
    this.post = new Post(patience);
    this.clock = clock;
  }

  /**
   * Sends once.
   *
   * @param reference how the receiver calls what it took, from the body of its answer
   */
  Attempt send(HttpRequest request, Function<String, String> reference) {
    return switch (post.send(request)) {
      case Reply.Answered answered -> meaning(answered.response(), reference);
      case Reply.Unreached none -> new Attempt.Busy("it could not be reached", Optional.empty());
      case Reply.Lost lost -> new Attempt.Lost("the connection broke");
      case Reply.Silent silent ->
          new Attempt.Lost("it did not answer within " + silent.patience().toSeconds() + " s");
    };
  }

  private Attempt meaning(HttpResponse<String> response, Function<String, String> reference) {
    int status = response.statusCode();
    String said = "it answered with HTTP status " + status;
    if (status / 100 == 2) {
      return new Attempt.Accepted(PlainText.line(reference.apply(response.body()), 200));
    }
    if (status == TOO_MANY_REQUESTS || status == UNAVAILABLE) {
      return new Attempt.Busy(said, retryAfter(response));
    }
    return status >= 500 ? new Attempt.Lost(said) : new Attempt.Rejected(said);
  }

  /** RFC 9110, 10.2.3: seconds, or a date. */
  private Optional<Duration> retryAfter(HttpResponse<String> response) {
    return response.headers().firstValue("Retry-After").flatMap(this::parsed);
  }

  private Optional<Duration> parsed(String header) {
    if (header.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
    }
    try {
      Instant date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(clock.instant(), date);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
