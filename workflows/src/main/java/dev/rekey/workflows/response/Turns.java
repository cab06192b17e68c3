package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** In which order credentials are replaced: a few at once. */
final class Turns {
  /** Enough to keep a worker busy, and few enough that a target is not stormed. */
  static final int AT_ONCE = 16;

  private static final Comparator<Member> BY_RISK =
      Comparator.comparing((Member one) -> !one.carriesRekey())
          .thenComparing(one -> one.atRisk().recovery().tier());

  private boolean rotatorsFirst;

  /** Responses that began before know one order alone. To be called first of all. */
  void begin(boolean withRotatorsFirst) {
    rotatorsFirst = withRotatorsFirst;
  }

  /** Those that are not replaced yet, the most sensitive first. */
  static List<Member> byRisk(List<Member> members) {
    return members.stream().filter(one -> one.recovered().isEmpty()).sorted(BY_RISK).toList();
  }

  /** The same, and before them those by which Rekey replaces others of them: else it could not. */
  List<List<Member>> of(List<Member> members) {
    List<Member> missing = byRisk(members);
    Set<SecretId> needed =
        missing.stream()
            .flatMap(one -> one.atRisk().credential().rotatorSecret().stream())
            .filter(secret -> rotatorsFirst)
            .collect(Collectors.toSet());
    List<List<Member>> turns = new ArrayList<>();
    add(turns, missing.stream().filter(one -> needed.contains(one.secret())).toList());
    add(turns, missing.stream().filter(one -> !needed.contains(one.secret())).toList());
    return turns;
  }

  private static void add(List<List<Member>> turns, List<Member> those) {
    for (int from = 0; from < those.size(); from += AT_ONCE) {
      turns.add(those.subList(from, Math.min(those.size(), from + AT_ONCE)));
    }
  }
}
