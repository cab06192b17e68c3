package dev.rekey.activities.http;

import java.net.http.HttpResponse;
import java.time.Duration;

/** What came of a call. */
public sealed interface Reply {
  /** It was answered, with whatever status. */
  record Answered(HttpResponse<String> response) implements Reply {}

  /** No connection, or none that is safe: nothing was sent. */
  record Unreached() implements Reply {}

  /** The connection broke: it may have been taken. */
  record Lost() implements Reply {}

  /** No answer in time: it may have been taken. */
  record Silent(Duration patience) implements Reply {}
}
