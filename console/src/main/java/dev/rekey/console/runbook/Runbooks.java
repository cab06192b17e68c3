package dev.rekey.console.runbook;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.Runbook;
import dev.rekey.workflows.response.RunbookShelf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The runbooks that this Rekey has: one for each kind of credential, and one for the unknown. */
public final class Runbooks implements RunbookShelf {
  private final Map<String, Runbook> byName = new LinkedHashMap<>();

  private Runbooks() {}

  /**
   * Reads them all.
   *
   * @throws FaultyRunbookException if one is missing, or cannot run
   */
  public static Runbooks load() {
    Runbooks runbooks = new Runbooks();
    CredentialSpec.kinds().forEach(runbooks::read);
    runbooks.read(UNKNOWN);
    return runbooks;
  }

  /** The documents themselves. */
  public static List<RunbookFiles.Document> documents() {
    return Stream.concat(CredentialSpec.kinds().stream(), Stream.of(UNKNOWN))
        .map(name -> new RunbookFiles.Document(name + ".md", name, text(name)))
        .toList();
  }

  private void read(String name) {
    byName.put(name, RunbookDocument.parse(name, text(name)));
  }

  private static String text(String name) {
    try (InputStream document = Runbooks.class.getResourceAsStream("/runbooks/" + name + ".md")) {
      if (document == null) {
        throw new FaultyRunbookException(name, "there is none");
      }
      return new String(document.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new FaultyRunbookException(name, "it cannot be read");
    }
  }

  /** All of them. */
  public List<Runbook> all() {
    return List.copyOf(byName.values());
  }

  @Override
  public Runbook of(String kind) {
    Runbook known = byName.get(kind);
    return known == null ? of(UNKNOWN) : known;
  }
}
