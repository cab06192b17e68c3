package dev.rekey.workflows.rollover;

import dev.rekey.model.rollover.Obstacle;
import dev.rekey.model.rollover.RolloverEntry;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverPhase;
import dev.rekey.model.rollover.RolloverQuestion;
import dev.rekey.model.rollover.RolloverState;
import dev.rekey.model.rollover.RolloverView;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rollover knows of itself. */
final class RolloverStanding {
  private static final String REKEY = "rekey";

  private final RolloverOrder order;
  private final Instant startedAt;
  private final List<RolloverEntry> timeline;
  private final Set<RolloverQuestion> agreed = EnumSet.noneOf(RolloverQuestion.class);
  private Optional<RolloverPhase> phase;
  private RolloverState state = RolloverState.RUNNING;
  private Optional<RolloverQuestion> question = Optional.empty();
  private List<Obstacle> obstacles = List.of();
  private boolean goingBack;
  private int written;

  RolloverStanding(RolloverOrder order, @Nullable RolloverResumed resumed) {
    this.order = order;
    this.startedAt = resumed == null ? now() : resumed.startedAt();
    this.phase = resumed == null ? Optional.empty() : resumed.phase();
    this.timeline = new ArrayList<>(resumed == null ? List.of() : resumed.timeline());
    this.written = timeline.size();
    if (resumed != null) {
      agreed.addAll(resumed.agreed());
    }
  }

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  RolloverOrder order() {
    return order;
  }

  Instant startedAt() {
    return startedAt;
  }

  RolloverView view() {
    return new RolloverView(
        order, startedAt, phase, state, question, obstacles, goesOnlyForward(), timeline);
  }

  RolloverResumed resumed() {
    return new RolloverResumed(startedAt, phase, List.copyOf(agreed), timeline);
  }

  boolean reached(RolloverPhase wanted) {
    return phase.filter(now -> now.compareTo(wanted) >= 0).isPresent();
  }

  /** From before it is entered: a time-out may hide a success. */
  void enters(RolloverPhase next) {
    phase = Optional.of(next);
  }

  /** What others may know the key of is never gone back to. */
  boolean goesOnlyForward() {
    return reached(RolloverPhase.REISSUE)
        || (order.compromised() && agreed.contains(RolloverQuestion.STOP_ISSUANCE))
        || state.isEnd();
  }

  /** Whether it can still turn round. */
  boolean returnable() {
    return !goesOnlyForward() && !goingBack;
  }

  /** What was begun is undone from now on. */
  void goesBack() {
    goingBack = true;
    question = Optional.empty();
    become(RolloverState.WITHDRAWING, List.of());
  }

  /** Whether there is anything to undo. */
  boolean begun() {
    return phase.isPresent();
  }

  void become(RolloverState next, List<Obstacle> because) {
    state = next;
    obstacles = List.copyOf(because);
  }

  void works() {
    become(RolloverState.RUNNING, List.of());
  }

  void asks(RolloverQuestion about) {
    question = Optional.of(about);
    become(RolloverState.ASKING, List.of());
  }

  Optional<RolloverQuestion> question() {
    return question;
  }

  void agree(RolloverQuestion about) {
    agreed.add(about);
    question = Optional.empty();
    works();
  }

  boolean agreed(RolloverQuestion about) {
    return agreed.contains(about);
  }

  void note(String text) {
    note(REKEY, text);
  }

  void note(String by, String text) {
    timeline.add(new RolloverEntry(timeline.size() + 1, now(), by, text));
  }

  /** Whether a line begins so. */
  boolean said(String beginning) {
    return timeline.stream().anyMatch(line -> line.text().startsWith(beginning));
  }

  /** What is not written down yet. */
  List<RolloverEntry> unwritten() {
    return List.copyOf(timeline.subList(written, timeline.size()));
  }

  void written(int lines) {
    written += lines;
  }
}
