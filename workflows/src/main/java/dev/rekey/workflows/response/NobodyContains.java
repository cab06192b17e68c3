package dev.rekey.workflows.response;

import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.Milestone;

/**
 * The only function that is there to contain has a role that may be the leaked one. People are
 * paged at once, and once: until somebody mends the other function, it is theirs.
 */
final class NobodyContains {
  private final Announcements people;
  private boolean told;

  NobodyContains(Announcements people) {
    this.people = people;
  }

  void tell(Answers answers) {
    boolean suspect =
        answers.failures().values().stream()
            .anyMatch(one -> one.code() == FailureCode.FUNCTION_SUSPECT);
    if (suspect && !told) {
      told = true;
      people.reach(
          Milestone.CONTAINMENT_OVERDUE,
          "Nothing is contained: " + answers.reasons(),
          FailureCode.FUNCTION_SUSPECT.advice());
    }
  }
}
