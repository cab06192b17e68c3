package dev.rekey.model.incident;

import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.UserOfOld;
import dev.rekey.model.trigger.Clue;
import java.util.List;

/**
 * The blast radius of one credential.
 *
 * @param could what its identity may do, in words; the gaps of the answer too
 * @param did what it is known to have done since the exposure, in words
 * @param users who was seen to use it
 * @param reached other credentials that were in its reach and that it is known to have read: the
 *     response follows there
 * @param consumers who is registered as its consumer: whoever else used it is on no list
 * @param earlier what shows that somebody else had it before the time that was asked about, each
 *     with when that was
 */
public record Reach(
    List<String> could,
    List<String> did,
    List<UserOfOld> users,
    List<Clue> reached,
    List<String> consumers,
    List<Fact> earlier) {
  /** Nothing is known. */
  public static final Reach UNKNOWN = new Reach(List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Reach {
    could = List.copyOf(could);
    did = List.copyOf(did);
    users = List.copyOf(users);
    reached = List.copyOf(reached);
    consumers = consumers == null ? List.of() : List.copyOf(consumers);
    earlier = earlier == null ? List.of() : List.copyOf(earlier);
  }

  /** Nobody looked further back. */
  public Reach(
      List<String> could,
      List<String> did,
      List<UserOfOld> users,
      List<Clue> reached,
      List<String> consumers) {
    this(could, did, users, reached, consumers, List.of());
  }

  /** Nobody was asked who is registered. */
  public Reach(List<String> could, List<String> did, List<UserOfOld> users, List<Clue> reached) {
    this(could, did, users, reached, List.of());
  }

  /** The same, with what shows that it was abused before. */
  public Reach withEarlier(List<Fact> signs) {
    return new Reach(could, did, users, reached, consumers, signs);
  }

  /** Who used it, and nothing else. */
  public static Reach of(List<UserOfOld> users) {
    return new Reach(List.of(), List.of(), users, List.of());
  }
}
