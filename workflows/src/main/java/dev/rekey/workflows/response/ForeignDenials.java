package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.Fact;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What another hand had denied from outside before the response came to it. Each is told once; it
 * stays theirs, and stays when ours is lifted.
 */
final class ForeignDenials {
  private final Journal journal;
  private final Set<String> told = new HashSet<>();

  ForeignDenials(Journal journal) {
    this.journal = journal;
  }

  void tell(ResponseStep step, List<Member> members, List<Fact> found) {
    List<Fact> fresh = found.stream().filter(one -> told.add(one.what())).toList();
    Map<SecretId, List<Fact>> theirs = new LinkedHashMap<>();
    for (Member one : members) {
      List<Fact> about = fresh.stream().filter(fact -> isAbout(one, fact)).toList();
      if (!about.isEmpty()) {
        theirs.put(one.secret(), about);
      }
    }
    if (!theirs.isEmpty()) {
      journal.outOfBand(
          step,
          theirs,
          "was denied from outside already when the response came to it; whoever attached that"
              + " policy takes it away before a new version is to be used");
    }
  }

  private static boolean isAbout(Member member, Fact fact) {
    return member.outerDenials().stream().anyMatch(it -> fact.what().contains(it.principal()));
  }
}
