package dev.rekey.console.door.incident;

import dev.rekey.console.api.NoticeTold;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a report must say is not known, not done, or not told. */
record ReportGaps(IncidentView view, List<NoticeTold> told, Optional<String> emulated) {
  /** So long without a word, while steps should run, is worth to be said. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  List<String> all() {
    return Stream.of(failed(), unfinished(), untold(), quiet(), unknown())
        .flatMap(gaps -> gaps)
        .toList();
  }

  private Stream<String> failed() {
    return view.timeline().stream()
        .filter(one -> one.kind() == Kind.FAILURE)
        .map(
            one ->
                one.at()
                    + ": "
                    + one.step().map(step -> step.word() + " failed: ").orElse("")
                    + one.text());
  }

  private Stream<String> unfinished() {
    boolean open = view.state() != State.CLOSED && view.state() != State.DISMISSED;
    Stream<String> steps =
        view.credentials().entrySet().stream()
            .filter(one -> one.getValue().filter(ResponseStep.REVIEW::equals).isEmpty())
            .map(
                one ->
                    one.getKey()
                        + ": no step is done after "
                        + one.getValue().map(ResponseStep::word).orElse("the signal"))
            .sorted();
    return open ? Stream.concat(Stream.of("The incident is not closed."), steps) : steps;
  }

  private Stream<String> untold() {
    return told.stream()
        .filter(one -> !one.delivered())
        .map(
            one ->
                one.about()
                    + " was not delivered to "
                    + (one.channel().equals("-") ? "" : one.channel() + ", ")
                    + one.recipient()
                    + ": "
                    + one.outcome());
  }

  /** Until it is proven, lines come within seconds of each other. */
  private Stream<String> quiet() {
    List<TimelineEntry> timeline = view.timeline();
    int end =
        IntStream.range(0, timeline.size())
            .filter(i -> timeline.get(i).step().filter(ResponseStep.PROVE::equals).isPresent())
            .findFirst()
            .orElse(timeline.size() - 1);
    return IntStream.range(0, Math.max(0, end))
        .filter(
            i ->
                Duration.between(timeline.get(i).at(), timeline.get(i + 1).at()).compareTo(SILENCE)
                    > 0)
        .mapToObj(
            i ->
                "From "
                    + timeline.get(i).at()
                    + " to "
                    + timeline.get(i + 1).at()
                    + " nothing was written down: it waited for people, or the service was"
                    + " away.");
  }

  private Stream<String> unknown() {
    Stream<String> exposure =
        view.durations().toDetect().isEmpty()
            ? Stream.of("Nobody said when it was exposed: TTD is not known.")
            : Stream.of();
    Stream<String> taken =
        view.timeline().stream()
                .anyMatch(one -> one.milestone().filter(Milestone.ACKNOWLEDGED::equals).isPresent())
            ? Stream.of()
            : Stream.of("Nobody said that they had taken it: TTA is not known.");
    Stream<String> emulator =
        emulated.stream()
            .map(at -> "AWS was answered from " + at + ": nothing is proven about AWS itself.");
    return Stream.of(exposure, taken, emulator).flatMap(gaps -> gaps);
  }
}
