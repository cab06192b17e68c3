package dev.rekey.activities.target.iamkey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.principal.AssumedRoles;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.activities.aws.principal.Persistence;
import dev.rekey.activities.aws.principal.PrincipalTrail;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.trigger.Clue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was done with a user's keys, as far as CloudTrail tells, and what of it lives on.
 *
 * @param spec whose keys
 * @param keys the keys there are
 * @param roles the roles of the account
 * @param trail the log
 */
record UserDoings(IamAccessKey spec, UserKeys keys, AssumedRoles roles, PrincipalTrail trail) {
  /** Where IAM's own calls, and those of STS's global endpoint, are told. */
  private static final String GLOBAL = "us-east-1";

  private Doings since(Instant since) {
    return trail.of(spec.user(), ids(), regions(), since);
  }

  /** Without a list of keys the name alone must do. */
  private List<String> ids() {
    try {
      return keys.list().stream().map(Key::id).toList();
    } catch (StepFailedException e) {
      return List.of();
    }
  }

  private List<String> regions() {
    return Stream.concat(
            Stream.of(GLOBAL),
            spec.regions().stream().filter(it -> !it.equals(IamAccessKey.GLOBAL)))
        .distinct()
        .toList();
  }

  List<Finding> hunt(Instant since) {
    return Persistence.in(since(since));
  }

  /** Roles that were assumed with the keys, and whose sessions act yet. */
  List<Living> sessions(Instant now, String where) {
    return roles.uncut(since(now.minus(AssumedRoles.LONGEST))).stream()
        .map(role -> new Living("sessions of a role that was assumed with it", role, where))
        .toList();
  }

  /** Cuts them, but for what nobody may from here, which it says. */
  List<String> cutSessions(Instant now, Duration settling) {
    Doings doings = since(now.minus(AssumedRoles.LONGEST));
    return roles.cut(doings, now.plus(settling));
  }

  Reach reach(Instant since, List<String> could) {
    Doings doings = since(since);
    List<String> all = new ArrayList<>(could);
    all.add(
        "what it did in other regions than " + String.join(", ", regions()) + " was not looked at");
    List<String> did = new ArrayList<>(counted(doings));
    doings.gaps().forEach(gap -> did.add("not known, " + gap.what() + " in " + gap.region()));
    return new Reach(all, did, List.of(), reached(doings));
  }

  private static List<String> counted(Doings doings) {
    Map<String, Integer> counts = new TreeMap<>();
    for (JsonNode call : doings.calls()) {
      String what =
          call.path("eventSource").asText().replace(".amazonaws.com", "")
              + ":"
              + call.path("eventName").asText()
              + " from "
              + call.path("sourceIPAddress").asText("somewhere");
      counts.merge(what, 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(it -> it.getKey() + (it.getValue() == 1 ? "" : ", " + it.getValue() + " times"))
        .toList();
  }

  /** Secrets that were read, and roles that were assumed: the response goes on there. */
  private static List<Clue> reached(Doings doings) {
    Stream<Clue> secrets =
        Stream.of("GetSecretValue", "BatchGetSecretValue")
            .flatMap(name -> doings.called("secretsmanager", name).stream())
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
