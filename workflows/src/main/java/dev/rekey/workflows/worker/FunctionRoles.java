package dev.rekey.workflows.worker;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.trigger.Clue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** With which roles Rekey's functions act. */
final class FunctionRoles {
  private final FunctionInvoker functions;

  FunctionRoles(FunctionInvoker functions) {
    this.functions = functions;
  }

  /**
   * Which of some principals are such roles.
   *
   * @param roles those
   * @param functions which functions act with them
   * @param unknown what could not be determined, in words
   */
  record Found(List<Clue.Principal> roles, List<String> functions, List<String> unknown) {
    /** The kinds of credentials that those functions serve. */
    List<String> kinds() {
      return CredentialSpec.kinds().stream()
          .filter(
              kind ->
                  functions.contains(Containment.routine(kind))
                      || functions.contains(Containment.urgent(kind)))
          .toList();
    }
  }

  Found of(List<Clue.Principal> principals) {
    if (principals.isEmpty()) {
      return new Found(List.of(), List.of(), List.of());
    }
    Map<String, Clue.Principal> roles = new LinkedHashMap<>();
    names().forEach(name -> role(name).ifPresent(role -> roles.put(name, role)));
    return new Found(
        principals.stream().filter(roles::containsValue).toList(),
        roles.keySet().stream().filter(name -> principals.contains(roles.get(name))).toList(),
        roles.isEmpty()
            ? List.of("whether it is a role of Rekey's own functions: no function told its role")
            : List.of());
  }

  private Optional<Clue.Principal> role(String function) {
    return functions.role(function).flatMap(Clue.Principal::ofRole);
  }

  private static Stream<String> names() {
    return Stream.concat(
        CredentialSpec.kinds().stream()
            .flatMap(kind -> Stream.of(Containment.routine(kind), Containment.urgent(kind))),
        Stream.of(
            Functions.INVENTORY,
            Functions.EVIDENCE,
            NoticeActivitiesAdapter.FUNCTION,
            OuterControlActivitiesAdapter.FUNCTION));
  }
}
