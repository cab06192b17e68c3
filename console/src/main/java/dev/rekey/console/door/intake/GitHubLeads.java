package dev.rekey.console.door.intake;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** An array of {@code {token, type, url, source}}, as GitHub sends its partners. */
final class GitHubLeads implements LeadReader {
  @Override
  public List<Lead> read(JsonNode message) {
    if (!message.isArray()) {
      throw new NotUnderstood("GitHub's message is an array of findings");
    }
    return StreamSupport.stream(message.spliterator(), false).map(GitHubLeads::lead).toList();
  }

  private static Lead lead(JsonNode one) {
    String token = one.path("token").asString("");
    String type = one.path("type").asString("");
    if (token.isBlank() || type.isBlank()) {
      throw new NotUnderstood("A finding of GitHub has a token and a type");
    }
    List<String> raw = List.of(token);
    String place = PlainWords.of(one.path("url").asString(""), raw);
    String source = PlainWords.of(one.path("source").asString("unknown"), raw);
    String kind = PlainWords.of(type, raw);
    RawValue value = new RawValue(token);
    return new Lead(
        "GitHub: " + kind + " in " + source + (place.isEmpty() ? "" : " " + place),
        kind,
        value.values(),
        value.clues(),
        Optional.empty(),
        true);
  }
}
