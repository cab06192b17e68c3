package dev.rekey.model.notice;

import java.util.List;

/**
 * One thing that people are told about an incident. It holds no secret, and nobody waits for it.
 *
 * @param id the same for every attempt to send it
 * @param incident the incident's id, or its codename
 * @param milestone what was reached, such as {@code CONTAINED}
 * @param title one line
 * @param known what is known
 * @param next what happens now
 * @param alarm what it does to the incident's alarm
 * @param owners who answers for the credential: of the channels for {@link
 *     Audience#CREDENTIAL_OWNER} their own mailboxes are used, where they have any
 * @param excluded the suspects, by their names at the door: no channel that one of them reads
 * @param mark a word before the title, such as EXERCISE; mostly empty
 */
public record Notice(
    NoticeId id,
    String incident,
    String milestone,
    String title,
    String known,
    String next,
    NoticeSeverity severity,
    Alarm alarm,
    List<Audience> audiences,
    List<String> owners,
    List<String> excluded,
    String mark) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if it is about no incident, or for nobody
   */
  public Notice {
    audiences = List.copyOf(audiences);
    owners = List.copyOf(owners);
    excluded = List.copyOf(excluded);
    if (incident.isBlank() || audiences.isEmpty()) {
      throw new IllegalArgumentException("A notice is about an incident, and for somebody");
    }
  }
}
