package dev.rekey.activities.aws.organization;

import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.OuterDenial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What our policies at one account are to say; many principals share one, as long as they fit. */
final class Plan {
  private final String prefix;
  private final IncidentId incident;
  private final List<ControlPolicy> policies;

  /**
   * Begins with what is there.
   *
   * @param prefix how the account's policies of ours are called, but for their number
   */
  Plan(String prefix, IncidentId incident, List<ControlPolicy> there) {
    this.prefix = prefix;
    this.incident = incident;
    this.policies = new ArrayList<>(there);
  }

  /** Denies this; a moment that was chosen before stays. */
  void deny(OuterDenial denial, Instant moment) {
    String principal = denial.principal();
    Ground ground =
        denial.everything()
            ? Ground.everything(incident)
            : grounds(principal)
                .filter(it -> it.before().isPresent())
                .findFirst()
                .orElseGet(() -> Ground.before(incident, moment));
    Optional<Integer> home = home(principal);
    boolean there = policies.stream().anyMatch(it -> denies(it, ground, principal));
    forget(principal, Optional.of(ground));
    if (!there) {
      add(ground, principal, home);
    }
  }

  /** Denies nothing any more. */
  void lift(String principal) {
    forget(principal, Optional.empty());
  }

  private static boolean denies(ControlPolicy policy, Ground ground, String principal) {
    return policy.wanted().grounds(principal).contains(ground);
  }

  private Stream<Ground> grounds(String principal) {
    return policies.stream()
        .flatMap(policy -> policy.wanted().grounds(principal).stream())
        .filter(ground -> ground.isOf(incident));
  }

  private Optional<Integer> home(String principal) {
    return Stream.iterate(0, place -> place < policies.size(), place -> place + 1)
        .filter(
            place ->
                policies.get(place).wanted().grounds(principal).stream()
                    .anyMatch(ground -> ground.isOf(incident)))
        .findFirst();
  }

  private void forget(String principal, Optional<Ground> but) {
    policies.replaceAll(
        policy -> {
          ControlDocument document = policy.wanted();
          for (Ground ground : document.grounds(principal)) {
            if (ground.isOf(incident) && but.filter(ground::equals).isEmpty()) {
              document = document.without(ground, principal);
            }
          }
          return policy.saying(document);
        });
  }

  /** At home if there is room: then it is one change. */
  private void add(Ground ground, String principal, Optional<Integer> home) {
    Stream<Integer> all = Stream.iterate(0, place -> place < policies.size(), place -> place + 1);
    Stream.concat(home.stream(), all)
        .filter(place -> policies.get(place).wanted().with(ground, principal).fits())
        .findFirst()
        .ifPresentOrElse(
            place -> policies.set(place, with(policies.get(place), ground, principal)),
            () -> policies.add(with(ControlPolicy.fresh(freeName()), ground, principal)));
  }

  private static ControlPolicy with(ControlPolicy policy, Ground ground, String principal) {
    return policy.saying(policy.wanted().with(ground, principal));
  }

  private String freeName() {
    List<String> taken = policies.stream().map(ControlPolicy::name).toList();
    return Stream.iterate(1, number -> number + 1)
        .map(number -> prefix + number)
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow();
  }

  /** What is to be written, in an order in which nobody is let go between two writes. */
  List<ControlPolicy> changes() {
    return policies.stream()
        .filter(ControlPolicy::isToChange)
        .sorted(Comparator.comparing(ControlPolicy::growth).reversed())
        .toList();
  }

  /** The names of those that deny one of these something now. */
  List<String> holding(List<OuterDenial> denials) {
    return policies.stream()
        .filter(
            policy ->
                denials.stream()
                    .flatMap(one -> policy.wanted().grounds(one.principal()).stream())
                    .anyMatch(ground -> ground.isOf(incident)))
        .map(ControlPolicy::name)
        .toList();
  }
}
