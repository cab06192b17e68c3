package dev.rekey.activities.evidence;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.http.Address;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.FailureCode;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.TreeHash;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whom an installation's evidence log depends on, by its environment.
 *
 * @param origin {@code REKEY_EVIDENCE_ORIGIN}: the log's name, for its first key; else a random one
 * @param kmsKey {@code REKEY_EVIDENCE_KMS_KEY}: a key in AWS KMS; else the key is in a file
 * @param mirrors {@code REKEY_EVIDENCE_MIRRORS}: absolute folders, or {@code s3://bucket/folder},
 *     with commas between
 * @param witnesses {@code REKEY_EVIDENCE_WITNESSES}: {@code URL VKEY} of a C2SP witness, or {@code
 *     file:/path} of a witness' key, with commas between
 * @param published {@code REKEY_EVIDENCE_PUBLISHED_KEYS}: the log's keys that auditors were told,
 *     with commas between
 */
public record EvidenceSettings(
    Optional<String> origin,
    Optional<String> kmsKey,
    List<String> mirrors,
    List<String> witnesses,
    List<NoteKey> published) {
  /**
   * Reads the environment.
   *
   * @throws StepFailedException BAD_REQUEST naming what is wrong
   */
  public static EvidenceSettings of(Map<String, String> environment) {
    Optional<String> origin = given(environment, "REKEY_EVIDENCE_ORIGIN").findFirst();
    origin.ifPresent(EvidenceSettings::requireOrigin);
    EvidenceSettings settings =
        new EvidenceSettings(
            origin,
            given(environment, "REKEY_EVIDENCE_KMS_KEY").findFirst(),
            given(environment, "REKEY_EVIDENCE_MIRRORS").toList(),
            given(environment, "REKEY_EVIDENCE_WITNESSES").toList(),
            given(environment, "REKEY_EVIDENCE_PUBLISHED_KEYS")
                .map(EvidenceSettings::published)
                .toList());
    settings.mirrors.forEach(EvidenceSettings::mirror);
    settings.witnesses.forEach(EvidenceSettings::witness);
    return settings;
  }

  /** The same with a mirror in this folder, if none is named. */
  public EvidenceSettings orMirroredIn(Path folder) {
    return mirrors.isEmpty()
        ? new EvidenceSettings(
            origin, kmsKey, List.of(folder.toAbsolutePath().toString()), witnesses, published)
        : this;
  }

  /** The parties, with the key in this file unless it is in KMS. */
  public EvidenceParties parties(Ledger ledger, Path keyFile) {
    Checkpoints checkpoints = new Checkpoints(ledger);
    return parties(
        inKms(checkpoints)
            .orElseGet(
                () ->
                    new FileSigner(
                        keyFile,
                        () ->
                            checkpoints.keys().isEmpty()
                                ? Optional.of(name())
                                : Optional.empty())));
  }

  /**
   * The parties of a function, which has no disk.
   *
   * @throws StepFailedException BAD_REQUEST if no key in KMS is named
   */
  public EvidenceParties parties(Ledger ledger) {
    return parties(
        inKms(new Checkpoints(ledger))
            .orElseThrow(() -> bad("The function's environment lacks REKEY_EVIDENCE_KMS_KEY")));
  }

  /** A log that has a name keeps it, whatever signs it. */
  private Optional<CheckpointSigner> inKms(Checkpoints checkpoints) {
    Supplier<String> name =
        () -> checkpoints.keys().isEmpty() ? name() : checkpoints.keys().getLast().name();
    return kmsKey.map(id -> new KmsSigner(id, name));
  }

  private EvidenceParties parties(CheckpointSigner signer) {
    return new EvidenceParties(
        signer,
        witnesses.stream().map(EvidenceSettings::witness).toList(),
        mirrors.stream().map(EvidenceSettings::mirror).toList(),
        published);
  }

  private String name() {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    return origin.orElseGet(() -> "rekey.local/" + HexFormat.of().formatHex(random));
  }

  private static Mirror mirror(String place) {
    try {
      if (place.startsWith(S3Mirror.SCHEME)) {
        return new S3Mirror(place);
      }
      Path folder = Path.of(place);
      if (folder.isAbsolute()) {
        return new FolderMirror(folder);
      }
    } catch (IllegalArgumentException e) {
      // falls through: the sentence is the same
    }
    throw bad("REKEY_EVIDENCE_MIRRORS names absolute folders, or s3://bucket, not " + place);
  }

  private static Witness witness(String words) {
    if (words.startsWith("file:/")) {
      return new FileWitness(Path.of(words.substring("file:".length())), InstantSource.system());
    }
    String[] parts = words.split("\\s+", 2);
    try {
      NoteKey key = NoteKey.parse(parts[parts.length - 1]);
      if (parts.length == 2
          && key.kind() == NoteKey.Kind.COSIGNATURE
          && Address.fault(URI.create(parts[0])).isEmpty()) {
        return new HttpWitness(parts[0], key);
      }
    } catch (IllegalArgumentException e) {
      // falls through: the sentence is the same
    }
    throw bad(
        "A witness in REKEY_EVIDENCE_WITNESSES reads 'https://its.prefix VKEY' with a cosigner's"
            + " key, or file:/path/of/its/key");
  }

  private static NoteKey published(String word) {
    try {
      NoteKey key = NoteKey.parse(word);
      if (key.kind() == NoteKey.Kind.NOTE) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // falls through: the sentence is the same
    }
    throw bad(
        "REKEY_EVIDENCE_PUBLISHED_KEYS names keys of the log as 'rekey evidence status' shows them");
  }

  private static void requireOrigin(String origin) {
    try {
      new Checkpoint(origin, 0, TreeHash.EMPTY);
    } catch (IllegalArgumentException e) {
      throw bad("REKEY_EVIDENCE_ORIGIN is a name such as example.org/rekey, without blanks or '+'");
    }
  }

  private static Stream<String> given(Map<String, String> environment, String name) {
    return Arrays.stream(environment.getOrDefault(name, "").split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty());
  }

  private static StepFailedException bad(String reason) {
    return new StepFailedException(FailureCode.BAD_REQUEST, reason);
  }
}
