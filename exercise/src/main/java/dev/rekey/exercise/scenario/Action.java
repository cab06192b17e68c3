package dev.rekey.exercise.scenario;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What can be seen to happen in an exercise, whoever does it. Scenarios expect and forbid these.
 * What a target does to an identity is seen in the world, never in what the response says of
 * itself.
 */
public enum Action {
  /** An incident exists. */
  DECLARE("incident.declare"),
  /** The state before the first change is written down. */
  SNAPSHOT("evidence.snapshot"),
  /** The response says that everything is refused. */
  CONTAINED("response.contained"),
  /** The response says that it stays so. */
  STABLE("response.stable"),
  /** The response says that each known value is refused at every endpoint. */
  PROVEN("response.proven"),
  /** What the identity left behind was looked for. */
  HUNT("response.hunt"),
  /** What it could reach was looked for. */
  REACH("response.reach"),
  /** The response follows to what was in reach. */
  WIDENED("response.widened"),
  /** A replacement is in use. */
  RECOVERED("response.recovered"),
  /** Nothing alive came up for a while. */
  SILENT("response.silent"),
  /** It waits for people. */
  GUARDED("response.guarded"),
  /** An incident is closed. */
  CLOSED("incident.closed"),
  /** On-call was told. */
  PAGE("people.page"),
  /** Anybody was told. */
  NOTIFY("people.notify"),
  /** A person said yes to a question. */
  APPROVED("people.approved"),
  /** What a person asked for was refused: not theirs to do. */
  REFUSED("people.refused"),
  /** A person acted, and whether it was done is not known: the response did not answer. */
  UNANSWERED("people.unanswered"),
  /** A person wanted to act, or answered, before there was anything to act in. */
  TOO_EARLY("people.too-early"),
  /** It is worse than it looked. */
  ESCALATED("people.escalated"),
  /** One person acts alone. */
  BREAK_GLASS("people.break-glass"),
  /** Why it happened is on record. */
  CAUSE("people.root-cause"),
  /** What is to be done about it has an owner and a date. */
  REMEDY("people.remedy"),
  /** A login of this identity, or one of its keys, is refused from now on. */
  DISABLE("login.disable"),
  /** A login or key is gone for good. */
  DELETE("login.delete"),
  /** A login or key is made. */
  CREATE("login.create"),
  /** What was opened with the identity's logins is cut. */
  CUT_SESSIONS("session.cut"),
  /** A role's trust policy lets nobody in any more with what leaked. */
  CLOSE_TRUST("trust.close"),
  /** A role's trust policy lets a pipeline in again. */
  OPEN_TRUST("trust.open"),
  /** A new value is honoured by the target. */
  INSTALL("value.install"),
  /** A certificate is revoked, and its key's compromise is given as the reason. */
  KEY_COMPROMISE("certificate.key-compromise"),
  /** An authority certifies nothing any more, whoever asks it. */
  STOP_ISSUANCE("authority.stop"),
  /** The certificate that an authority signs with is revoked, and its compromise is the reason. */
  CA_COMPROMISE("authority.ca-compromise"),
  /** Who gets an authority's roots believes one more. */
  ADD_TRUST("trust.add"),
  /** Who gets an authority's roots believes one no more. */
  REMOVE_TRUST("trust.remove"),
  /** The response names a certificate that its authority has no record of. */
  STRANGER("response.stranger"),
  /** The response says that trust was taken away too early. */
  TRUST_MISSED("response.trust-missed"),
  /** A value that had leaked is current, or honoured, again. */
  RESTORE_LEAKED("value.restore-leaked"),
  /** A consumer uses the new value. */
  RELOAD("consumer.reload"),
  /** A consumer was refused with the value that it was given. */
  LOCKED_OUT("consumer.locked-out"),
  /** The opponent did what they wanted to. */
  OPPONENT_ACTED("opponent.acted"),
  /** The opponent was refused. */
  OPPONENT_REFUSED("opponent.refused");

  private final String word;

  Action(String word) {
    this.word = word;
  }

  /** The name in documents, such as {@code login.disable}. */
  @JsonValue
  public String word() {
    return word;
  }
}
