package dev.rekey.console.exercise;

import dev.rekey.console.api.IncidentReport;
import dev.rekey.exercise.scenario.Inject;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.model.incident.Act;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The authorities of an incident, and when people agreed to what there is no way back from. In an
 * exercise a question has its time to be asked, even where that went faster then.
 *
 * @param authorities those whose keys were in other hands
 * @param report of the incident
 * @param zero when it began
 */
record RecordedLosses(List<RecordedAuthority> authorities, IncidentReport report, Instant zero) {
  private static final Duration ASKED = Duration.ofSeconds(30);

  /** The roots are everywhere, and everything is re-issued, by then. */
  private static final Duration REISSUED = Duration.ofMinutes(45);

  private static final Duration BETWEEN = Duration.ofSeconds(30);
  private static final String STOP = "stop-issuance-";
  private static final String REMOVE = "remove-old-trust-";

  List<String> secrets() {
    return each(number -> Stream.of(RecordedAuthority.secret(number)));
  }

  List<Setting.NonHuman> principals() {
    return each(number -> of(number).principals(number).stream());
  }

  /** Who is to believe the old ones no more. */
  List<String> believers() {
    return each(number -> of(number).consumers(number).stream());
  }

  /** Two persons agree to stop each, and later that its trust is removed. */
  List<Inject> approvals() {
    return each(
        number ->
            Stream.concat(
                both(stopped(of(number)), STOP + RecordedAuthority.called(number)),
                both(removed(of(number)), REMOVE + RecordedAuthority.called(number))));
  }

  /** This long, or until all may be stopped. */
  Duration notBeforeStop(Duration took) {
    return latest(took, authorities.stream().map(this::stopped));
  }

  /** This long, or until all trust may be removed. */
  Duration notBeforeRemoval(Duration took) {
    return latest(took, authorities.stream().map(this::removed));
  }

  private static Duration latest(Duration took, Stream<Duration> agreed) {
    return Stream.concat(Stream.of(took), agreed.map(BETWEEN::plus))
        .max(Comparator.naturalOrder())
        .orElse(took);
  }

  private RecordedAuthority of(int number) {
    return authorities.get(number - 1);
  }

  private <T> List<T> each(IntFunction<Stream<T>> what) {
    return IntStream.rangeClosed(1, authorities.size()).boxed().flatMap(what::apply).toList();
  }

  private Duration stopped(RecordedAuthority one) {
    return later(ASKED, said(STOP + one.name()));
  }

  private Duration removed(RecordedAuthority one) {
    return later(REISSUED, said(REMOVE + one.name()));
  }

  private static Duration later(Duration earliest, Optional<Duration> then) {
    return then.filter(time -> time.compareTo(earliest) > 0).orElse(earliest);
  }

  /** When the first of two agreed. */
  private Optional<Duration> said(String question) {
    return report.decisions().stream()
        .filter(one -> !one.refused() && one.what().contains(question + ":"))
        .map(one -> Duration.between(zero, one.at()))
        .min(Comparator.naturalOrder());
  }

  private static Stream<Inject> both(Duration at, String question) {
    return Stream.of(
        approves(at, "person-1", question), approves(at.plus(BETWEEN), "person-2", question));
  }

  private static Inject approves(Duration at, String by, String question) {
    Act act = new Act.Approve(question, "As recorded.");
    return new Inject.PersonActs(at, by, act, "It is agreed.");
  }
}
