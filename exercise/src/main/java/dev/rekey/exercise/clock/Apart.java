package dev.rekey.exercise.clock;

/**
 * How an exercise keeps apart from what is real on the same Temporal server: by its own ids and its
 * own queues, which no worker of a real installation polls.
 *
 * @param exercise the exercise's name
 */
public record Apart(String exercise) {
  private static final String PLACE = "exercise/";

  /** The id of a workflow within the exercise. */
  public String workflow(String id) {
    return within(id);
  }

  /** The task queue within the exercise. */
  public String queue(String name) {
    return within(name);
  }

  private String within(String name) {
    String prefix = PLACE + exercise + "/";
    return name.startsWith(prefix) ? name : prefix + name;
  }
}
