package dev.rekey.model.trigger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.credential.VersionId;
import java.util.List;

/** What an event asks for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "trigger")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Trigger.Sweep.class, name = "sweep"),
  @JsonSubTypes.Type(value = Trigger.Rotate.class, name = "rotate"),
  @JsonSubTypes.Type(value = Trigger.Finish.class, name = "finish"),
  @JsonSubTypes.Type(value = Trigger.Respond.class, name = "respond"),
  @JsonSubTypes.Type(value = Trigger.Ask.class, name = "ask")
})
public sealed interface Trigger {
  /** Its idempotency key, {@code source/id}: what has the same id is the same, and happens once. */
  String id();

  /** Look at everything that is due. */
  record Sweep(String id) implements Trigger {}

  /** Rotate this one now. */
  record Rotate(String id, Clue.Secret secret) implements Trigger {}

  /**
   * AWS Secrets Manager rotated by itself: verify the consumers, revoke what it left.
   *
   * @param version the version that it made
   */
  record Finish(String id, Clue.Secret secret, VersionId version) implements Trigger {}

  /**
   * A credential is known to others, or may be.
   *
   * @param finding what was found, as the service names it
   * @param clues whose it may be: all of these name the same credential
   */
  record Respond(String id, String finding, List<Clue> clues) implements Trigger {
    /** Copies the list. */
    public Respond {
      clues = List.copyOf(clues);
    }
  }

  /**
   * Only people can tell what is to be done.
   *
   * @param finding what was found, as the service names it
   * @param clues what it is about
   */
  record Ask(String id, Question question, String finding, List<Clue> clues) implements Trigger {
    /** Copies the list. */
    public Ask {
      clues = List.copyOf(clues);
    }
  }
}
