package dev.rekey.console.door.intake;

import dev.rekey.activities.store.SecretStore;
import dev.rekey.console.api.IntakeKind;
import dev.rekey.console.api.IntakeView;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.incident.IncidentControl;
import dev.rekey.console.door.intake.KnownSources.Known;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply.Opened;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Takes messages of sources: the signature over the raw bytes first, then what they say; the value
 * is replaced by its fingerprint, and the ledger has an incident before the sender hears that it
 * was accepted.
 */
public final class IntakeDesk {
  private final IntakePorts ports;
  private final Clock clock;
  private final KnownSources known;
  private final Tallies tallies;
  private final Reporting reporting;
  private final Pages pages;

  /** Takes whom it asks. */
  public IntakeDesk(
      IntakePorts ports,
      SecretStore store,
      Reporting reporting,
      IncidentControl incidents,
      Clock clock) {
    this.ports = ports;
    this.clock = clock;
    this.known = new KnownSources(ports.sources(), store, clock);
    this.tallies = new Tallies(ports.sources(), clock);
    this.reporting = reporting;
    this.pages = new Pages(incidents);
  }

  /** A message whose headers may be good. */
  public record Admitted(Known known, SourceSignature.Signed signed) {}

  /**
   * What came of a message: the findings, and the incidents that they opened or that it is about.
   */
  public record Taken(IntakeSource source, List<Matched> found, List<IncidentId> incidents) {}

  /**
   * Looks at a message before its body is read.
   *
   * @throws Refusal 404 for a source that nobody let in, 401 for a signature that cannot be good,
   *     503 if nobody can tell now
   */
  public Admitted admit(String source, Function<String, Optional<String>> headers) {
    Known one = known.find(source).orElseThrow(IntakeDesk::noSuchSource);
    return switch (one.signature().look(headers, clock.instant())) {
      case SourceSignature.Signed signed -> new Admitted(one, signed);
      case SourceSignature.Forged forged -> throw rejected(one);
      case SourceSignature.Unsure unsure -> throw unsure();
    };
  }

  /**
   * Takes the message with its body as it came.
   *
   * @throws Refusal 401 if it was not signed by the source, 400 if it makes no sense
   */
  public Taken take(Admitted admitted, byte[] body) {
    Known one = admitted.known();
    if (!admitted.signed().good().test(body)) {
      throw rejected(one);
    }
    return one.source().kind() == IntakeKind.PAGERDUTY
        ? heard(one, body)
        : reported(admitted, body);
  }

  private Taken heard(Known one, byte[] body) {
    String name = one.source().name();
    List<IncidentId> about = pages.heard(name, tree(body));
    tallies.accepted(name, 0);
    return new Taken(one.source(), List.of(), about);
  }

  private Taken reported(Admitted admitted, byte[] body) {
    Known one = admitted.known();
    String name = one.source().name();
    List<Matched> found = leads(one, body).stream().map(reporting::match).toList();
    List<Opened> opened = reporting.reportAll(name, found, admitted.signed().id());
    tallies.accepted(name, opened.stream().filter(Opened::heard).count());
    return new Taken(one.source(), found, opened.stream().map(Opened::incident).toList());
  }

  private static List<Lead> leads(Known one, byte[] body) {
    try {
      return one.reader().read(tree(body));
    } catch (LeadReader.NotUnderstood senseless) {
      throw Refusal.badRequest(senseless.sentence());
    }
  }

  private static JsonNode tree(byte[] body) {
    try {
      return IntakeJson.tree(body);
    } catch (JacksonException broken) { // its message quotes the text
      throw Refusal.badRequest("The message is signed, and is no JSON that makes sense");
    }
  }

  /** The sources, with all that was counted until now. */
  public List<IntakeView> views() {
    tallies.write();
    return ports.sources().views();
  }

  /** Lets a source in. */
  public boolean add(IntakeSource source) {
    boolean added = ports.sources().add(source);
    known.forget();
    return added;
  }

  /** Lets a source in no more. */
  public boolean remove(String name) {
    boolean removed = ports.sources().remove(name);
    known.forget();
    return removed;
  }

  private Refusal rejected(Known one) {
    tallies.rejected(one.source().name());
    return new Refusal(
        HttpStatus.UNAUTHORIZED,
        "BAD_SIGNATURE",
        "The message is not signed by this source, or too old; nothing was changed",
        "Check the key of the source, and the clocks.");
  }

  private static Refusal unsure() {
    return new Refusal(
        HttpStatus.SERVICE_UNAVAILABLE,
        "KEYS_UNAVAILABLE",
        "The public keys of this source do not come, so nobody can tell who signed",
        "Send it again in a minute.");
  }

  private static Refusal noSuchSource() {
    return new Refusal(
        HttpStatus.NOT_FOUND,
        FailureCode.NOT_FOUND.name(),
        "No source of this name is let in; nothing was changed",
        "'rekey intake add' lets one in.");
  }
}
