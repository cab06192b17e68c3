package dev.rekey.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.InclusionProof;
import dev.rekey.model.transparency.SignedNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks a bundle: every entry against its proof, every proof against the checkpoint. */
final class BundleAudit {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LIST = "manifest.json";
  private static final List<String> SAID = List.of("id", "type", "subject");

  private final EvidenceFiles files;
  private final SignedNote note;
  private final List<Finding> findings;
  private final Doubts doubts;
  private final Set<String> seen =
      new HashSet<>(
          Set.of("README.md", "checkpoint", "consistency", "log.vkey", "witnesses.vkeys", LIST));

  BundleAudit(EvidenceFiles files, SignedNote note, List<Finding> findings, Doubts doubts) {
    this.files = files;
    this.note = note;
    this.findings = findings;
    this.doubts = doubts;
  }

  /** Checks all entries that the list names; gives how many there are. */
  long entries() throws IOException {
    JsonNode list = list().path("entries");
    list.forEach(this::entry);
    files.names().stream()
        .filter(name -> !seen.contains(name))
        .forEach(name -> findings.add(Finding.in(name, "it is not in the list of the bundle")));
    return list.size();
  }

  /** What the list says is not signed yet. */
  List<String> notSignedYet() {
    List<String> ids = new ArrayList<>();
    list().path("notSignedYet").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  private JsonNode list() {
    try {
      JsonNode list = JSON.readTree(files.text(LIST).orElse(""));
      if (list.path("format").asText().equals("rekey-evidence/1")) {
        return list;
      }
    } catch (JsonProcessingException e) {
      // falls through: the sentence is the same
    }
    Finding missing = Finding.in(LIST, "it is missing, or no list of a bundle");
    if (!findings.contains(missing)) {
      findings.add(missing);
    }
    return JSON.createObjectNode();
  }

  private void entry(JsonNode line) {
    long index = line.path("index").asLong(-1);
    String name = String.format(Locale.ROOT, "%012d", index);
    String entry = "entries/" + name + ".json";
    String proof = "proofs/" + name + ".tlog-proof";
    seen.addAll(List.of(entry, proof));
    Optional<byte[]> bytes = files.bytes(entry);
    if (bytes.isEmpty()) {
      findings.add(
          Finding.of(entry, index, "it is listed, and missing or unreadable; it was logged"));
      return;
    }
    doubts.read(index, bytes.get());
    proven(proof, index).ifPresent(proven -> compare(entry, index, bytes.get(), proven));
    said(entry, index, bytes.get(), line);
  }

  private Optional<InclusionProof> proven(String file, long index) {
    Optional<String> text = files.text(file);
    if (text.isEmpty()) {
      findings.add(Finding.of(file, index, "the proof is missing or cannot be read"));
      return Optional.empty();
    }
    try {
      InclusionProof proof = InclusionProof.parse(text.get());
      if (proof.index() != index) {
        findings.add(Finding.of(file, index, "the proof is about entry " + proof.index()));
      }
      if (!proof.checkpoint().equals(note)) {
        findings.add(Finding.of(file, index, "the checkpoint in it is not the bundle's"));
      }
      return Optional.of(proof);
    } catch (IllegalArgumentException e) {
      findings.add(Finding.of(file, index, "it is no proof: " + e.getMessage()));
      return Optional.empty();
    }
  }

  /** Against the bundle's own checkpoint, whatever stands in the proof. */
  private void compare(String file, long index, byte[] entry, InclusionProof proof) {
    if (!new InclusionProof(index, proof.path(), note).shows(entry)) {
      long size = Checkpoint.parse(note.text()).size();
      findings.add(
          Finding.of(
              file,
              index,
              "entry and proof do not lead to the root of the "
                  + size
                  + " signed entries: one of them was changed"));
    }
  }

  private void said(String file, long index, byte[] entry, JsonNode line) {
    try {
      JsonNode event = JSON.readTree(entry);
      for (String word : SAID) {
        if (!event.path(word).equals(line.path(word))) {
          findings.add(Finding.of(LIST, index, "its " + word + " is not that of the entry"));
        }
      }
    } catch (IOException e) {
      findings.add(Finding.of(file, index, "it is no JSON"));
    }
  }
}
