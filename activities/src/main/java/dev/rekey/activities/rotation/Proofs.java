package dev.rekey.activities.rotation;

import dev.rekey.activities.Pause;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.Fact;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Proves by trying that a login is accepted, or refused, at every endpoint. Unknown is neither. */
record Proofs(InstantSource clock, Pause pause) {
  static Proofs of(Ports ports) {
    return new Proofs(ports.clock(), ports.pause());
  }

  /** Returns a fact for each endpoint, or fails with what is in the way. */
  List<Fact> accepted(Subject<?> subject, Login login) {
    boolean settles = subject.settling().isPositive();
    List<Fact> facts = new ArrayList<>();
    for (int round = 0; round < (settles ? subject.roundsUntilStable() : 1); round++) {
      spread(subject, round);
      List<Trial> trials = subject.tryOut(login);
      refuseUnknown(trials);
      for (int i = 0; i < trials.size(); i++) {
        if (trials.get(i).verdict() == Verdict.REFUSED) {
          throw refused(trials.get(i), i == 0 && !settles);
        }
      }
      facts.addAll(facts("new login accepted", trials));
    }
    return facts;
  }

  /** The rounds of a proof are spread evenly over the time that a change needs to be everywhere. */
  private void spread(Subject<?> subject, int round) {
    if (round > 0 && subject.settling().isPositive()) {
      pause.passing(subject.settling().dividedBy(subject.roundsUntilStable() - 1L));
    }
  }

  /** Whether the first endpoint, the one that takes changes, accepts the login; it must answer. */
  boolean works(Subject<?> subject, Login login) {
    List<Trial> primary = subject.tryOut(login).subList(0, 1);
    refuseUnknown(primary);
    return primary.getFirst().verdict() != Verdict.REFUSED;
  }

  /** Returns a fact for each endpoint and round, or fails with STILL_ACCEPTED. */
  List<Fact> refused(Subject<?> subject, Login login, String what) {
    List<Fact> facts = new ArrayList<>();
    for (int round = 0; round < subject.roundsUntilStable(); round++) {
      spread(subject, round);
      List<Trial> trials = subject.tryOut(login);
      trials.stream()
          .filter(t -> t.verdict() == Verdict.ACCEPTED)
          .findFirst()
          .ifPresent(this::still);
      refuseUnknown(trials);
      facts.addAll(facts(what, trials));
    }
    return facts;
  }

  /** Returns a fact for each way in which nothing could be done, or fails with STILL_ACCEPTED. */
  List<Fact> unable(List<Trial> trials) {
    trials.stream()
        .filter(trial -> trial.verdict() == Verdict.ACCEPTED)
        .findFirst()
        .ifPresent(
            trial -> {
              throw new StepFailedException(
                  FailureCode.STILL_ACCEPTED, trial.endpoint() + ": it can still act");
            });
    refuseUnknown(trials);
    return facts("it cannot act", trials);
  }

  private void still(Trial trial) {
    throw new StepFailedException(
        FailureCode.STILL_ACCEPTED, trial.endpoint() + " still accepts the revoked login");
  }

  private static StepFailedException refused(Trial trial, boolean primary) {
    return primary
        ? new StepFailedException(
            FailureCode.NEW_REJECTED, trial.endpoint() + " refuses the new login")
        : new StepFailedException(
            FailureCode.REPLICA_BEHIND, trial.endpoint() + " does not accept the new login yet");
  }

  private static void refuseUnknown(List<Trial> trials) {
    trials.stream()
        .filter(trial -> trial.verdict() == Verdict.UNKNOWN)
        .findFirst()
        .ifPresent(
            trial -> {
              throw new StepFailedException(
                  FailureCode.TARGET_UNAVAILABLE, trial.endpoint() + " gave no usable answer");
            });
  }

  private List<Fact> facts(String what, List<Trial> trials) {
    return trials.stream().map(trial -> fact(said(what, trial), trial.endpoint())).toList();
  }

  private static String said(String what, Trial trial) {
    return trial.verdict() == Verdict.UNPROVEN ? what + ", unproven: nobody can be asked" : what;
  }

  Fact fact(String what, String where) {
    return new Fact(what, where, clock.instant());
  }
}
