package dev.rekey.workflows.response;

import dev.rekey.model.credential.KmsKey;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.trigger.Clue;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The key in KMS that signs the evidence log is itself what somebody else may use: it is nobody's
 * credential, and people alone give the log another one. Until they did, the log is in doubt.
 */
final class EvidenceKey {
  private static final String KMS = ":kms:";

  private final CaseFile file;
  private final Journal journal;
  private final ByHand byHand;
  private final DoubtfulLog log;
  private final Set<String> asked = new HashSet<>();
  private boolean leaked;

  EvidenceKey(CaseFile file, Journal journal, ByHand byHand, DoubtfulLog log) {
    this.file = file;
    this.journal = journal;
    this.byHand = byHand;
    this.log = log;
  }

  /** Whether it leaked, and signs yet. */
  boolean isOpen() {
    return leaked;
  }

  /** A report may name a key that is no credential. */
  void heard(CompromiseReport report) {
    ask(report.clues().stream().flatMap(EvidenceKey::name));
  }

  private static Stream<String> name(Clue clue) {
    return switch (clue) {
      case Clue.Other other -> Stream.of(other.description());
      case Clue.Secret secret -> Stream.of(secret.name());
      case Clue.AccessKey key -> Stream.of();
      case Clue.Certificate certificate -> Stream.of();
      case Clue.Principal principal -> Stream.of();
      case Clue.Value value -> Stream.of();
    };
  }

  /** One that is enrolled is known by its alias. */
  void ask(List<Member> members) {
    ask(
        members.stream()
            .map(one -> one.atRisk().credential())
            .flatMap(one -> one instanceof KmsKey key ? Stream.of(key) : Stream.of())
            .map(key -> KMS + key.region() + ":" + key.account() + ":" + key.alias()));
  }

  private void ask(Stream<String> names) {
    List<String> keys = names.filter(one -> one.contains(KMS)).filter(asked::add).toList();
    if (!keys.isEmpty() && asksWhetherItSigns()) {
      Async.procedure(() -> look(keys));
    }
  }

  private void look(List<String> keys) {
    try {
      List<String> names = signers();
      if (!leaked && names.stream().anyMatch(name -> keys.stream().anyMatch(name::endsWith))) {
        leaked(names.getLast()); // an alias may come to stand for another key
      }
    } catch (ActivityFailure never) { // what can heal was tried until it did
      gap("whether the evidence log is signed with it could not be asked");
    }
  }

  private void leaked(String key) {
    leaked = true;
    log.suspect(TimelineEntry.REKEY, "the key that signs the evidence log leaked", true);
    do {
      String question =
          byHand.ask(
              "evidence key",
              "Have another key sign the evidence log, named by REKEY_EVIDENCE_KMS_KEY or made by"
                  + " 'rekey evidence new-key'; then disable %s, and do not delete it"
                      .formatted(key));
      Workflow.await(() -> file.over() || !file.questions().containsKey(question));
    } while (!file.over() && signsYet(key));
    if (!file.over()) {
      leaked = false;
      log.end("another key signs the evidence log");
    }
  }

  private boolean signsYet(String key) {
    Optional<String> problem;
    try {
      problem =
          signers().contains(key)
              ? Optional.of("the evidence log is still signed with " + key)
              : Optional.empty();
    } catch (ActivityFailure never) {
      problem = Optional.of("whether the evidence log is still signed with it is not known");
    }
    problem.ifPresent(this::gap);
    return problem.isPresent();
  }

  private static List<String> signers() {
    return ResponseStubs.evidence().checkEvidence().signers();
  }

  private void gap(String what) {
    journal.note(Kind.FAILURE, TimelineEntry.REKEY, what, List.of());
  }

  /** Responses that began before go on without. */
  private static boolean asksWhetherItSigns() {
    return Workflow.getVersion("evidence-key", Workflow.DEFAULT_VERSION, 1) == 1;
  }
}
