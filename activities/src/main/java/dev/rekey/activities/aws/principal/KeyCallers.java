package dev.rekey.activities.aws.principal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who called with a key, as far as CloudTrail tells them apart: by what they call themselves, and
 * by where they come from. What they call themselves is their own word, so it is cut short and
 * holds nothing but plain characters.
 */
public final class KeyCallers {
  /** By this Rekey's own trials of a key are known, together with the call that they make. */
  public static final String TRIAL = "rekey-trial";

  private static final int LONGEST = 80;
  private static final int MOST = 50;

  private KeyCallers() {}

  /** Those of these keys, the latest call of each; those who called last come first. */
  public static List<UserOfOld.KeyCaller> of(Doings doings, Collection<String> keys) {
    Map<List<String>, UserOfOld.KeyCaller> callers = new LinkedHashMap<>();
    List<JsonNode> latestFirst = new ArrayList<>(doings.calls());
    for (JsonNode call : latestFirst.reversed()) {
      String key = call.path("userIdentity").path("accessKeyId").asText();
      if (keys.contains(key) && !isOurs(call)) {
        String agent = agent(call);
        String address = plain(call.path("sourceIPAddress").asText("somewhere"));
        Instant at = Doings.at(call).orElse(Instant.EPOCH);
        callers.putIfAbsent(
            List.of(key, agent, address), new UserOfOld.KeyCaller(key, agent, address, at));
      }
    }
    return callers.values().stream().limit(MOST).toList();
  }

  /** Nobody hides behind our name: what is left out is harmless, whoever did it. */
  private static boolean isOurs(JsonNode call) {
    return Doings.name(call).equals("GetCallerIdentity")
        && call.path("userAgent").asText().contains(TRIAL);
  }

  /** The product, and the application that it says it is; versions of what is below say nothing. */
  private static String agent(JsonNode call) {
    String[] words = call.path("userAgent").asText("").split("[\\s\\[\\]]+");
    String named =
        Stream.concat(
                Stream.of(words).filter(word -> !word.isEmpty()).limit(1),
                Stream.of(words).filter(word -> word.startsWith(UserOfOld.KeyCaller.APPLICATION)))
            .distinct()
            .collect(Collectors.joining(" "));
    return named.isEmpty() ? "an unnamed client" : plain(named);
  }

  private static String plain(String text) {
    String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }
}
