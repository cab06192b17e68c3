package dev.rekey.exercise.run;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.functions.Installation;
import dev.rekey.activities.inventory.InventoryHandler;
import dev.rekey.exercise.clock.Apart;
import dev.rekey.exercise.clock.ClockedTemporal;
import dev.rekey.exercise.clock.Pace;
import dev.rekey.exercise.clock.RealPace;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Observed;
import dev.rekey.exercise.score.Scoring;
import dev.rekey.exercise.world.Chance;
import dev.rekey.exercise.world.Journal;
import dev.rekey.exercise.world.NoticeBoard;
import dev.rekey.exercise.world.Opponent;
import dev.rekey.exercise.world.Troubles;
import dev.rekey.exercise.world.Twist;
import dev.rekey.exercise.world.Workloads;
import dev.rekey.exercise.world.World;
import dev.rekey.exercise.world.WorldFunctions;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.workflows.response.Responses;
import dev.rekey.workflows.worker.Premises;
import dev.rekey.workflows.worker.RekeyWorker;
import dev.rekey.workflows.worker.WorkerLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of a scenario: the very same response, in a world that is not there. */
public final class Rehearsal implements AutoCloseable {
  /** A Monday. Every exercise begins there, so that business days are the same each time. */
  private static final Instant BEGIN = Instant.parse("2027-01-04T08:00:00Z");

  /** How long everything stands still when the clock jumps. */
  private static final Duration JUMP = Duration.ofMinutes(10);

  /** Time for what happens before the signal. */
  private static final Duration BEFORE = Duration.ofHours(1);

  private static final IncidentView.Durations UNMEASURED =
      new IncidentView.Durations(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** All that may happen at once waits in a thread of its own. */
  private static final WorkerLimits LIMITS = new WorkerLimits(400, 64, 4, 600);

  private static final int CALLS = 400;

  private final Ground ground;
  private final Scenario scenario;
  private final long seed;
  private final Twist twist;
  private final String exercise;
  private final Instant signal = BEGIN.plus(BEFORE);
  private final ClockedTemporal temporal;
  private final Journal journal;
  private final World world;
  private final Workloads workloads;
  private final NoticeBoard board;
  private final WorldFunctions functions;
  private final Script script;
  private RekeyWorker worker;

  /**
   * Settles the world.
   *
   * @param exercise the exercise's name, unlike that of any other on the same server
   * @param seed what chance is drawn from: the same again happens again
   * @param worse what is made worse on purpose
   * @param listener hears of each thing when it happens
   */
  public Rehearsal(
      Ground ground,
      Scenario scenario,
      String exercise,
      long seed,
      Twist twist,
      Tampering worse,
      Consumer<Happening> listener) {
    this.ground = ground;
    this.scenario = scenario;
    this.exercise = exercise;
    this.seed = seed;
    this.twist = twist;
    this.temporal = new ClockedTemporal(ground.client(), new Apart(exercise), BEGIN);
    Chance chance = new Chance(seed);
    this.journal = new Journal(temporal.clock(), signal, one -> heard(one, listener));
    Installation installation = ground.installation();
    this.workloads =
        new Workloads(temporal.clock(), temporal.agenda(), journal, installation.consumers());
    Troubles troubles =
        new Troubles(
            temporal.clock(), temporal.clock()::pass, chance, signal, scenario.world().faults());
    this.world = new World(temporal.clock(), chance, journal, workloads, troubles);
    this.board =
        new NoticeBoard(temporal.clock(), chance, journal, troubles, scenario.world().people());
    Steps steps = new Steps(installation, world, workloads, temporal.clock());
    this.functions =
        functions(chance, worse.steps(steps.over(worse.targets(world, temporal.clock()::pass))));
    this.script = new Script(scenario, ground, temporal, world, journal, functions, signal);
    this.worker = work();
  }

  private WorldFunctions functions(Chance chance, RequestStreamHandler steps) {
    return new WorldFunctions(
        temporal.clock(),
        chance,
        board,
        twist.delivery(),
        this::called,
        steps,
        new InventoryHandler(ground.installation().ledger()));
  }

  private RekeyWorker work() {
    return RekeyWorker.start(
        temporal.client(),
        functions,
        LIMITS,
        ground.runbooks(),
        Premises.rehearsed(
            temporal.apart()::queue, List.of(temporal.worker()), CALLS, ground.sticky()));
  }

  private void heard(Happening one, Consumer<Happening> listener) {
    listener.accept(one);
    script.heard(one);
  }

  /**
   * People take part from now on.
   *
   * @param room who they are, and where they hear
   * @param pace how time passes; it begins with the first that comes from outside
   */
  public Facilitation with(Room room, RealPace pace) {
    script.with(room);
    return new Facilitation(scenario, temporal, script, pace, signal);
  }

  /** The time of the exercise with which the first thing comes from outside. */
  public Instant first() {
    Duration earliest = scenario.injects().getFirst().at();
    return signal.plus(earliest.isNegative() ? earliest : Duration.ZERO);
  }

  /** What strikes does so before the call is answered. */
  private void called(int call) {
    twist
        .strike()
        .filter(strike -> strike.call() == call)
        .ifPresent(
            strike ->
                temporal.agenda().at(temporal.clock().instant(), () -> strike(strike.kind())));
  }

  private void strike(Twist.Strike.Kind kind) {
    switch (kind) {
      case CRASH -> replaceWorker();
      case CLOCK_JUMP -> temporal.jump(JUMP);
    }
  }

  /** The worker dies in the middle of whatever it does, and another one takes over. */
  private void replaceWorker() {
    temporal.workerDies(
        () -> {
          worker.kill();
          worker = work();
        });
  }

  /** Plays it to its end. */
  public Outcome play(Pace pace) {
    new Settlement(ground.installation(), world, workloads, BEGIN)
        .settle(scenario.world().principals());
    Instant end = signal.plus(scenario.length());
    if (twist.opponent()) {
      Opponent opponent = new Opponent(world);
      scenario
          .world()
          .opponent()
          .forEach(move -> opponent.plan(move, signal, end, temporal.agenda()));
    }
    script.plan(end);
    temporal.conductor(pace).conduct(end, script::over);
    return outcome();
  }

  private Outcome outcome() {
    Responses responses = new Responses(temporal.client());
    List<IncidentView> incidents =
        script.incidents().stream().map(id -> responses.of(id).view()).toList();
    List<Happening> happenings = new ArrayList<>(journal.all());
    TimelineReading reading = new TimelineReading(signal);
    incidents.forEach(incident -> happenings.addAll(reading.of(incident)));
    Observed observed =
        new Observed(
            happenings,
            script.questions().answers(),
            script.neverCame(),
            incidents.stream().findFirst().map(IncidentView::durations).orElse(UNMEASURED));
    return new Outcome(
        exercise,
        seed,
        observed,
        Scoring.score(scenario, observed),
        incidents,
        Duration.between(signal, temporal.clock().instant()),
        temporal.clock().instant(),
        functions.effects(),
        board.heard(),
        world.alive());
  }

  @Override
  public void close() {
    worker.kill();
    temporal.end();
  }
}
