package dev.rekey.exercise.run;

import dev.rekey.exercise.clock.ClockedTemporal;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Inject;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.NeverCame;
import dev.rekey.exercise.world.Journal;
import dev.rekey.exercise.world.World;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply.Opened;
import dev.rekey.model.trigger.Clue;
import dev.rekey.workflows.response.Declarations;
import dev.rekey.workflows.response.ResponseWorkflow;
import dev.rekey.workflows.response.Responses;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.IncidentFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a scenario brings from outside, at its times: the master scenario events list. */
final class Script {
  private final Scenario scenario;
  private final Ground ground;
  private final ClockedTemporal temporal;
  private final World world;
  private final Instant signal;
  private final Declarations declarations;
  private final Participants participants;
  private final SimulatedPeople simulated;
  private final AwaitedActs awaited;
  private final Questions questions;
  private final Set<String> took = new HashSet<>();
  private final Set<IncidentId> incidents = new LinkedHashSet<>();
  private Room room = Room.EMPTY;
  private boolean ended;
  private int left;

  Script(
      Scenario scenario,
      Ground ground,
      ClockedTemporal temporal,
      World world,
      Journal journal,
      FunctionInvoker functions,
      Instant signal) {
    this.scenario = scenario;
    this.ground = ground;
    this.temporal = temporal;
    this.world = world;
    this.signal = signal;
    Responses responses = new Responses(temporal.client());
    this.declarations =
        new Declarations(new IncidentFunction(functions), responses, ground.runbooks());
    this.participants = new Participants(responses, journal, signal.minus(Duration.ofDays(30)));
    this.simulated = new SimulatedPeople(temporal, participants, responses, this::incidents);
    this.awaited = new AwaitedActs(scenario);
    this.questions = new Questions(scenario, temporal, participants, signal);
  }

  synchronized Set<IncidentId> incidents() {
    return new LinkedHashSet<>(incidents);
  }

  /** What people are asked that no runbook decides for them. */
  Questions questions() {
    return questions;
  }

  /** People are there: they hear what comes, and what is theirs to do is left to them. */
  void with(Room people) {
    room = people;
  }

  /** It is over, whatever may still come. */
  synchronized void end() {
    ended = true;
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  /** Nothing comes any more, and every incident is over. */
  boolean over() {
    return hasEnded() || (left() == 0 && noneIsOpen());
  }

  private boolean noneIsOpen() {
    return incidents().stream().noneMatch(id -> temporal.isOpen(ResponseWorkflow.id(id)));
  }

  private synchronized int left() {
    return left;
  }

  private synchronized void count(int more) {
    left += more;
  }

  void plan(Instant end) {
    int number = 0;
    for (Inject inject : scenario.injects()) {
      number++;
      String name = "inject %03d".formatted(number);
      plan(inject, name, end);
    }
    questions.plan(room);
    if (scenario.world().faults().stream().anyMatch(Script::ofTemporal)) {
      scenario.world().faults().stream().filter(Script::ofTemporal).forEach(this::away);
    }
  }

  private void plan(Inject inject, String name, Instant end) {
    Instant at = signal.plus(inject.at());
    if (inject instanceof Inject.Signal one) {
      temporal.agenda().at(at.minus(one.exposed().orElse(Duration.ZERO)), () -> leak(one));
    }
    if (!at.isAfter(end)) {
      count(1);
      temporal.agenda().at(at, () -> temporal.clock().begin(name, () -> happen(inject)));
    }
  }

  private void leak(Inject.Signal one) {
    one.principals().forEach(secret -> world.leak(new SecretId(secret)));
  }

  private void happen(Inject inject) {
    room.hear(inject);
    try {
      switch (inject) {
        case Inject.Signal one -> report(one);
        case Inject.PersonActs one -> {
          if (!room.seats(one.by())) {
            simulated.act(one);
          }
        }
        case Inject.News news -> {} // people hear it, and the machine does not
        case Inject.Rotate one -> new Routine(ground, temporal).rotate(one.principal());
      }
    } finally {
      count(-1);
    }
  }

  /** By the same way as a real one: the ledger says which incident it is, and the response runs. */
  private void report(Inject.Signal one) {
    Instant now = temporal.clock().instant();
    Opened opened =
        declarations.declare(
            new CompromiseReport(
                one.signal(),
                one.source(),
                "EXERCISE: " + one.text(),
                one.exposed().map(now::minus),
                now,
                List.of(),
                one.principals().stream().<Clue>map(Clue.Secret::new).toList(),
                one.mode()));
    open(opened.incident());
    simulated.declared();
  }

  private synchronized void open(IncidentId incident) {
    incidents.add(incident);
  }

  /** What those who are there were to do, and never tried to. */
  List<NeverCame> neverCame() {
    return awaited.neverCame(room, Duration.between(signal, temporal.clock().instant()));
  }

  /** Somebody acts in every incident of the exercise; says why it was refused, if it was. */
  Optional<String> act(String by, Act act) {
    awaited.tried(by, act);
    List<String> refused =
        incidents().stream().flatMap(id -> participants.act(id, by, act).stream()).toList();
    return incidents().isEmpty()
        ? Optional.of(participants.tooEarly(by, act, "it was not done"))
        : refused.stream().findFirst();
  }

  /** Whoever is on duty takes an incident of which they are told, after as long as they take. */
  void heard(Happening one) {
    if (one.action() == Action.PAGE) {
      scenario.world().people().stream()
          .filter(person -> one.target().filter(person.name()::equals).isPresent())
          .filter(person -> !room.seats(person.name()) && took.add(person.name()))
          .forEach(person -> person.answers().ifPresent(after -> take(person.name(), after)));
    }
  }

  private void take(String person, Duration after) {
    temporal
        .agenda()
        .at(
            temporal.clock().instant().plus(after),
            () ->
                temporal
                    .clock()
                    .begin("take " + person, () -> act(person, new Act.Acknowledge("Mine."))));
  }

  private static boolean ofTemporal(Setting.Fault fault) {
    return fault.where().equals("temporal");
  }

  private void away(Setting.Fault fault) {
    temporal
        .agenda()
        .at(
            signal.plus(fault.at()),
            () -> temporal.away(signal.plus(fault.at()).plus(fault.lasts())));
  }
}
