package dev.rekey.activities.notice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.activities.Wire;
import dev.rekey.activities.http.Address;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.notice.Channel;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/**
 * An incoming webhook of Slack, or of a system that takes the same: {@code text} for the
 * notification, {@code blocks} for the channel. The blocks are plain text, in which Slack reads no
 * markup; the text is escaped as its documentation says ("Formatting text for app surfaces").
 */
final class SlackNotifier implements Notifier<Channel.Slack> {
  private final HttpAttempt http;

  SlackNotifier(HttpAttempt http) {
    this.http = http;
  }

  /** The address is its secret, so it is looked at when it is used. */
  @Override
  public Optional<String> fault(Channel.Slack channel) {
    return Optional.empty();
  }

  @Override
  public Attempt send(Channel.Slack channel, SecretValue secret, Letter letter) {
    Optional<URI> url = address(secret);
    if (url.isEmpty()) {
      return new Attempt.Rejected("its address is not https (http only on loopback)");
    }
    HttpRequest request =
        HttpRequest.newBuilder(url.get())
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(body(letter.wording())))
            .build();
    return http.send(request, answer -> letter.key()); // Slack gives a message no name here
  }

  /** An address that is none must not be quoted: it is the secret. */
  private static Optional<URI> address(SecretValue secret) {
    try {
      URI url = URI.create(secret.reveal());
      return Address.fault(url).isEmpty() ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static String body(Wording wording) {
    ObjectNode body = Wire.mapper().createObjectNode();
    body.put("text", escaped(wording.subject()));
    ArrayNode blocks = body.putArray("blocks");
    block(blocks, "header", wording.title());
    block(blocks, "section", "Incident: " + wording.incident());
    block(blocks, "section", "What is known: " + wording.known());
    block(blocks, "section", "What happens now: " + wording.next());
    wording.link().ifPresent(url -> block(blocks, "section", "More: " + url));
    return body.toString();
  }

  private static void block(ArrayNode blocks, String type, String text) {
    ObjectNode block = blocks.addObject();
    block.put("type", type);
    block.putObject("text").put("type", "plain_text").put("text", text).put("emoji", false);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
