package dev.rekey.activities.aws.principal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.trigger.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How far somebody came, by what he is known to have done. */
public final class PrincipalReach {
  private PrincipalReach() {}

  /** What was done in these regions, with its gaps, and where the response goes on. */
  public static Reach of(Doings doings, List<String> regions) {
    List<String> did = new ArrayList<>(counted(doings));
    doings.gaps().forEach(gap -> did.add("not known, " + gap.what() + " in " + gap.region()));
    String elsewhere =
        "what it did in other regions than " + String.join(", ", regions) + " was not looked at";
    return new Reach(List.of(elsewhere), did, List.of(), reached(doings));
  }

  private static List<String> counted(Doings doings) {
    Map<String, Integer> counts = new TreeMap<>();
    for (JsonNode call : doings.calls()) {
      String what =
          call.path("eventSource").asText().replace(".amazonaws.com", "")
              + ":"
              + call.path("eventName").asText()
              + " from "
              + call.path("sourceIPAddress").asText("somewhere")
              + doings.elsewhere(call).map(" in the account "::concat).orElse("");
      counts.merge(what, 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(it -> it.getKey() + (it.getValue() == 1 ? "" : ", " + it.getValue() + " times"))
        .toList();
  }

  /**
   * Secrets that were read, and roles that were assumed: the response goes on there. A secret of
   * another account is none of ours, even if it is called like one.
   */
  private static List<Clue> reached(Doings doings) {
    Stream<Clue> secrets =
        Stream.of("GetSecretValue", "BatchGetSecretValue")
            .flatMap(name -> doings.called("secretsmanager", name).stream())
            .filter(call -> doings.elsewhere(call).isEmpty())
            .flatMap(call -> Doings.asked(call, "secretId").stream())
            .map(Clue.Secret::new);
    Stream<Clue> roles =
        AssumedRoles.in(doings).keySet().stream()
            .map(
                role ->
                    new Clue.Principal(
                        role.split(":", -1)[4],
                        "role/" + role.substring(role.lastIndexOf('/') + 1)));
    return Stream.concat(secrets, roles).distinct().toList();
  }
}
