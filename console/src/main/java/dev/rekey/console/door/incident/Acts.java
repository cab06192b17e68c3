package dev.rekey.console.door.incident;

import dev.rekey.console.api.IncidentAct;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.Remedy;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.RootCause;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person says, as what they do. */
public final class Acts {
  private Acts() {}

  /**
   * Reads it.
   *
   * @throws Refusal 400 if something is missing or unknown
   */
  public static Act of(IncidentAct said) {
    if (said.text().isBlank()) {
      throw Refusal.badRequest("An act in an incident says why, or what");
    }
    try {
      return act(said, said.text());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Refusal.badRequest(
          e instanceof DateTimeException ? "due is no day" : "" + e.getMessage());
    }
  }

  private static Act act(IncidentAct said, String text) {
    return switch (said.act()) {
      case "acknowledge" -> new Act.Acknowledge(text);
      case "approve" -> new Act.Approve(about(said, "the question"), text);
      case "refuse" -> new Act.Refuse(about(said, "the question"), text);
      case "mode" -> new Act.ChangeMode(mode(about(said, "the mode")), text);
      case "escalate" -> new Act.Escalate(text);
      case "concerns" -> new Act.Concerns(new SecretId(about(said, "the credential")), text);
      case "hand-over" -> new Act.HandOver(about(said, "the person"), text);
      case "note" -> new Act.Note(text);
      case "by-hand" -> byHand(said, text);
      case "suspect" -> new Act.Suspect(about(said, "the person"), text);
      case "suspect-evidence" ->
          new Act.SuspectEvidence(said.at(), said.about().filter("key"::equals).isPresent(), text);
      case "break-glass" -> new Act.BreakGlass(text);
      case "review-break-glass" -> new Act.ReviewBreakGlass(text);
      case "root-cause" -> new Act.RecordCause(cause(said, text));
      case "remedy" -> new Act.AddRemedy(remedy(said, text));
      case "dismiss" -> new Act.Dismiss(text);
      case "close" -> new Act.Close(text);
      default -> throw new IllegalArgumentException("There is no such act in an incident");
    };
  }

  private static String about(IncidentAct said, String what) {
    return needed(said.about(), said.act() + " names " + what);
  }

  private static ResponseMode mode(String word) {
    return ResponseMode.of(word)
        .orElseThrow(
            () -> new IllegalArgumentException("The modes are revoke-first, overlap and hold"));
  }

  private static Act byHand(IncidentAct said, String text) {
    if (said.at().isEmpty()) {
      throw new IllegalArgumentException("by-hand names its time, such as 2027-01-31T03:04:00Z");
    }
    return new Act.ByHand(new SecretId(about(said, "the credential")), said.at(), text);
  }

  private static RootCause cause(IncidentAct said, String text) {
    String word = said.about().orElse("unknown").toUpperCase(Locale.ROOT).replace('-', '_');
    RootCause.Category category =
        Stream.of(RootCause.Category.values())
            .filter(one -> one.name().equals(word))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no such category of cause"));
    return new RootCause(text, category, said.owner().orElse(""));
  }

  private static Remedy remedy(IncidentAct said, String text) {
    return new Remedy(
        text,
        needed(said.owner(), "A remedy names its owner"),
        LocalDate.parse(needed(said.due(), "A remedy names its day, such as 2027-01-31")));
  }

  private static String needed(Optional<String> given, String sentence) {
    return given
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new IllegalArgumentException(sentence));
  }
}
