package dev.rekey.console.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rekey.activities.evidence.SuspectLog;
import dev.rekey.console.api.EvidenceDoubt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which stretches of a log are not to be believed, by its own entries. Of several words about one
 * incident the last one counts, and it is about everything before itself unless it names an earlier
 * last entry. That a doubt is lifted does not count where somebody else may have written it.
 */
public final class Doubts {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TYPE = SuspectLog.TYPE;
  private static final String LIFTED = "lifted";

  private final Map<String, Word> last = new HashMap<>();

  private record Word(long index, long from, String incident, JsonNode data) {
    /** Where an earlier word ended it, a later one that only begins it earlier leaves that. */
    long last() {
      return Math.min(data.path("through").asLong(Long.MAX_VALUE), index - 1);
    }

    boolean lifts() {
      return data.path("stand").asText().equals(LIFTED);
    }
  }

  /** Takes an entry of the log; in the order of their indexes. */
  public void read(long index, byte[] entry) {
    if (!new String(entry, StandardCharsets.UTF_8).contains(TYPE)) {
      return;
    }
    try {
      JsonNode event = JSON.readTree(entry);
      if (event.path("type").asText().equals(TYPE)) {
        String incident = event.path("subject").asText();
        JsonNode data = event.path("data");
        long from = data.path("from").asLong();
        Word before = last.get(incident);
        long first = before == null ? from : Math.min(from, before.from());
        last.put(incident, new Word(index, first, incident, data));
      }
    } catch (IOException e) {
      // it is told elsewhere that this is no JSON
    }
  }

  /** All of them, those that were lifted too, by their first entries. */
  public List<EvidenceDoubt> all() {
    List<EvidenceDoubt> standing = new ArrayList<>();
    List<EvidenceDoubt> all = new ArrayList<>();
    List<Word> latestFirst =
        last.values().stream().sorted(Comparator.comparingLong(Word::index).reversed()).toList();
    latestFirst.stream().filter(one -> !one.lifts()).map(Doubts::doubt).forEach(standing::add);
    for (Word word : latestFirst.stream().filter(Word::lifts).toList()) {
      if (standing.stream().anyMatch(one -> one.covers(word.index()))) {
        standing.add(doubt(word, "ended"));
      } else {
        all.add(doubt(word));
      }
    }
    all.addAll(standing);
    all.sort(Comparator.comparingLong(EvidenceDoubt::from));
    return all;
  }

  private static EvidenceDoubt doubt(Word word) {
    String stand = word.data().path("stand").asText();
    return doubt(word, stand.equals("suspect") ? "open" : stand);
  }

  private static EvidenceDoubt doubt(Word word, String state) {
    JsonNode data = word.data();
    return new EvidenceDoubt(
        word.incident(),
        state,
        word.from(),
        state.equals("open") ? Optional.empty() : Optional.of(word.last()),
        time(data.path("since").asText()),
        data.path("sinceKnown").asBoolean(),
        data.path("key").asBoolean(),
        data.path("by").asText(),
        data.path("reason").asText(),
        data.path("trusted").path("size").asLong(),
        Optional.ofNullable(data.path("trusted").path("root").textValue()));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
