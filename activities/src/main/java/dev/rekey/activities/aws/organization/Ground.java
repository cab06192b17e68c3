package dev.rekey.activities.aws.organization;

import dev.rekey.model.incident.IncidentId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For which incident something is denied, and of what: of everything, or of sessions that were
 * issued before a moment. It is the id of a policy's statement, so that each incident finds its
 * own.
 *
 * @param incident the incident's name, without its hyphen: a statement's id has none
 * @param before the moment, in whole seconds
 */
record Ground(String incident, Optional<Instant> before) {
  private static final Pattern SID = Pattern.compile("Rekey(INC[0-9A-F]+)(?:Before(\\d{1,12}))?");

  static Ground everything(IncidentId incident) {
    return new Ground(word(incident), Optional.empty());
  }

  static Ground before(IncidentId incident, Instant moment) {
    return new Ground(word(incident), Optional.of(Instant.ofEpochSecond(moment.getEpochSecond())));
  }

  /** The ground of a statement with this id, if it is one of ours. */
  static Optional<Ground> of(String sid) {
    Matcher ours = SID.matcher(sid);
    return ours.matches()
        ? Optional.of(
            new Ground(
                ours.group(1),
                Optional.ofNullable(ours.group(2)).map(Long::valueOf).map(Instant::ofEpochSecond)))
        : Optional.empty();
  }

  String sid() {
    return "Rekey" + incident + before.map(it -> "Before" + it.getEpochSecond()).orElse("");
  }

  boolean isOf(IncidentId other) {
    return incident.equals(word(other));
  }

  private static String word(IncidentId incident) {
    return incident.value().replace("-", "");
  }
}
