package dev.rekey.console.demo;

import java.util.Locale;

/** What was shown, and what to try next. */
final class Summary {
  private Summary() {}

  /** Tells it. */
  static void tell(DemoResult result, Timeline timeline) {
    timeline.chapter(
        result.convincing() ? "All of it held:" : "SOMETHING DID NOT HOLD; please report this:");
    line(timeline, "rotations finished", result.rotations() + " of 2");
    line(timeline, "old passwords refused", result.oldRefused() ? "yes, both" : "NO");
    line(timeline, "finished after the kill", result.convergedAfterKill() ? "yes" : "NO");
    line(
        timeline,
        "leak contained",
        result.containedSeconds().map(seconds -> "after " + seconds + " s").orElse("NO"));
    line(
        timeline,
        "workload's queries",
        String.format(Locale.ROOT, "%,d", result.workloadQueries()));
    line(timeline, "authentication failures", Long.toString(result.authFailures()));
    line(timeline, "other failures", Long.toString(result.otherFailures()));
    timeline.chapter("What to try next:");
    timeline.line("  ./rekey server --ephemeral       run it; in another terminal:");
    timeline.line("  ./rekey credential add --help    put a login of yours under its care");
    timeline.line("  ./rekey bench rotate             how fast it is on this machine");
    timeline.chapter("Stopping the servers; nothing is left behind.");
  }

  private static void line(Timeline timeline, String what, String value) {
    timeline.line(String.format(Locale.ROOT, "  %-26s %s", what, value));
  }
}
