package dev.rekey.activities.evidence;

import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a bundle says of itself: its list, its keys, and how an auditor checks it. */
final class BundleFiles {
  private final List<NoteKey> keys;
  private final List<String> witnesses;

  BundleFiles(List<NoteKey> keys, List<EvidenceStanding.Party> parties) {
    this.keys = keys;
    this.witnesses =
        parties.stream()
            .filter(party -> party.kind().equals(Outlets.Kind.WITNESS.name()) && party.size() > 0)
            .map(EvidenceStanding.Party::name)
            .toList();
  }

  /** The name of an entry's files: its index, with zeros before it. */
  static String name(long index) {
    return String.format(Locale.ROOT, "%012d", index);
  }

  void describe(
      Map<String, byte[]> files, Checkpoint checkpoint, List<Exported> signed, List<String> late) {
    put(files, "log.vkey", lines(keys.reversed()));
    put(files, "witnesses.vkeys", lines(witnesses));
    put(
        files,
        "manifest.json",
        CanonicalJson.of(
                Map.of(
                    "format", "rekey-evidence/1",
                    "origin", checkpoint.origin(),
                    "size", checkpoint.size(),
                    "entries", signed.stream().map(BundleFiles::line).toList(),
                    "notSignedYet", late))
            + "\n");
    put(
        files,
        "README.md",
        readme()
            .replace("{origin}", checkpoint.origin())
            .replace("{size}", Long.toString(checkpoint.size()))
            .replace("{key}", keys.getLast().toString())
            .replace("{entries}", Integer.toString(signed.size()))
            .replace("{late}", Integer.toString(late.size()))
            .replace("{witnesses}", witnessed()));
  }

  private String witnessed() {
    return witnesses.isEmpty()
        ? "No witness vouches for this log. Whoever holds its key could show you another log than"
            + " somebody else."
        : "These witnesses vouch for it:\n\n"
            + witnesses.stream().map(key -> "    " + key).collect(Collectors.joining("\n"));
  }

  private static Map<String, Object> line(Exported entry) {
    return Map.of(
        "index", entry.index(),
        "id", entry.id(),
        "type", entry.type(),
        "subject", entry.subject(),
        "time", entry.at().toString());
  }

  private static String lines(List<?> things) {
    return things.stream().map(thing -> thing + "\n").collect(Collectors.joining());
  }

  private static String readme() {
    try (InputStream text = BundleFiles.class.getResourceAsStream("bundle-readme.md")) {
      return new String(
          Objects.requireNonNull(text, "the class path lacks the bundle's README").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(Map<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
