package dev.rekey.workflows.response;

import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Milestone;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The only function or login that is there to contain may be the leaked one. People are paged at
 * once, and once for each: until somebody mends that, it is theirs.
 */
final class NobodyContains {
  private static final List<FailureCode> OURS =
      List.of(FailureCode.FUNCTION_SUSPECT, FailureCode.ROTATOR_SUSPECT);

  private final Announcements people;
  private final Set<FailureCode> told = EnumSet.noneOf(FailureCode.class);

  NobodyContains(Announcements people) {
    this.people = people;
  }

  void tell(Answers answers) {
    Set<FailureCode> codes =
        answers.failures().values().stream()
            .map(CredentialAnswer.Failed::code)
            .collect(Collectors.toSet());
    OURS.stream()
        .filter(code -> codes.contains(code) && told.add(code))
        .forEach(
            code ->
                people.reach(
                    Milestone.CONTAINMENT_OVERDUE,
                    (answers.done().isEmpty() ? "Nothing is contained: " : "Not contained: ")
                        + answers.reasons(),
                    code.advice()));
  }
}
