package dev.rekey.workflows.rotation;

/**
 * A response took over at a safe point. Stays inside the workflow, which turns it into an outcome.
 */
final class Overtaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String by;

  Overtaken(String by) {
    super("overtaken by " + by, null, false, false);
    this.by = by;
  }

  String by() {
    return by;
  }
}
