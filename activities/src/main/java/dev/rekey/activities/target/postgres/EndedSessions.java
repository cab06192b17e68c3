package dev.rekey.activities.target.postgres;

import dev.rekey.activities.Deed;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The sessions that were ended, by the role that had logged in. */
final class EndedSessions {
  /**
   * So many of a role are told one by one. An answer about a thousand roles must stay below the 6
   * MB of a function's answer (AWS Lambda quotas), and whoever floods a server must not prevent it.
   */
  static final int TOLD = 20;

  private final Map<String, List<OpenSession>> byRole;

  EndedSessions(Collection<OpenSession> ended) {
    byRole = ended.stream().collect(Collectors.groupingBy(OpenSession::identity));
  }

  /** Each of them; of many one from each place and application, and the number of the others. */
  List<Deed> of(String role) {
    List<OpenSession> all = byRole.getOrDefault(role, List.of());
    List<OpenSession> shown = all.size() > TOLD ? unlike(all) : all;
    List<Deed> deeds =
        new ArrayList<>(
            shown.stream().map(Deed::ended).sorted(Comparator.comparing(Deed::what)).toList());
    int more = all.size() - shown.size();
    if (more > 0) {
      deeds.add(Deed.done("ended: " + more + " more sessions of " + role));
    }
    return deeds;
  }

  /** The oldest first: who floods came after those whose work it was. */
  private static List<OpenSession> unlike(List<OpenSession> all) {
    Map<List<String>, OpenSession> first = new LinkedHashMap<>();
    all.stream()
        .sorted(Comparator.comparing(OpenSession::since))
        .forEach(one -> first.putIfAbsent(List.of(one.address(), one.application()), one));
    return first.values().stream().limit(TOLD).toList();
  }
}
