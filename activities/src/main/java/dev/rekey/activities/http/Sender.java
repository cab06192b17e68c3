package dev.rekey.activities.http;

import java.net.http.HttpRequest;

/** Who sends a request and waits for its answer; a fault may strike before and after it. */
@FunctionalInterface
public interface Sender {
  /** Sends it. What came of it is data, and holds no word of the network's. */
  Reply send(HttpRequest request);
}
