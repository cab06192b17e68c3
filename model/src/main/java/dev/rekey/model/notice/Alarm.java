package dev.rekey.model.notice;

/** What a notice does to the one alarm of its incident, where a channel has alarms. */
public enum Alarm {
  /** Sound it, or add to it while it sounds. */
  TRIGGER,
  /** Somebody works on it: it need not wake the next one. */
  ACKNOWLEDGE,
  /** It is over. */
  RESOLVE
}
