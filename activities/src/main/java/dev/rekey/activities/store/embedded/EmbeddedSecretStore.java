package dev.rekey.activities.store.embedded;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Fingerprinter;
import dev.rekey.activities.store.InstalledStore;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.StoredVersion;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The secret store for one machine: versions and labels by the rules of AWS Secrets Manager, values
 * as envelope-encrypted ciphertext, and every read written to the access log before the value is
 * given.
 */
public final class EmbeddedSecretStore implements InstalledStore {
  private static final String NEWEST =
      """
      WITH found AS (
        SELECT secret, version, identity, ciphertext, place FROM (
          SELECT *, row_number() OVER (PARTITION BY secret ORDER BY place DESC) AS age
          FROM secret_store.version WHERE secret = ANY (?) AND ciphertext IS NOT NULL) AS kept
        WHERE age <= ?),
      logged AS (
        INSERT INTO secret_store.access (secret, version, principal, purpose, address)
        SELECT secret, version, ?, ?, ? FROM found)
      SELECT * FROM found ORDER BY place DESC\
      """;

  private final Ledger database;
  private final Fingerprinter fingerprinter;
  private final ValueCipher cipher;
  private final StoreWriting writing;
  private final StageLabels labels;

  private EmbeddedSecretStore(Ledger database, StoreKeys keys) {
    this.database = database;
    this.fingerprinter = new Fingerprinter(keys.fingerprint());
    this.cipher = new ValueCipher(keys);
    this.labels = new StageLabels(database);
    this.writing = new StoreWriting(database, cipher, fingerprinter);
  }

  /**
   * Opens the store; on the very first start the key file is made.
   *
   * @throws StepFailedException STORE_UNAVAILABLE if the key file is missing, open to others,
   *     damaged, or not the one that belongs to this database
   */
  public static EmbeddedSecretStore open(Ledger ledger, KeyFile file) {
    Ledger database = ledger.failingWith(FailureCode.STORE_UNAVAILABLE);
    return new EmbeddedSecretStore(database, new StoreOpening(database, file).keys());
  }

  @Override
  public Fingerprinter fingerprinter() {
    return fingerprinter;
  }

  @Override
  public void create(SecretId secret, VersionId version, Login value) {
    writing.create(secret, version, value);
  }

  @Override
  public void stage(SecretId secret, VersionId version, Login value) {
    writing.stage(secret, version, value);
  }

  @Override
  public Optional<Login> read(SecretId secret, VersionId version, Reader reader) {
    return database
        .first(
            """
            WITH found AS (
              SELECT s.id, v.version, v.identity, v.ciphertext FROM secret_store.secret s
              LEFT JOIN secret_store.version v
                ON v.secret = s.id AND v.version = ? AND v.ciphertext IS NOT NULL
              WHERE s.id = ?),
            logged AS (
              INSERT INTO secret_store.access (secret, version, principal, purpose, address)
              SELECT id, version, ?, ?, ? FROM found WHERE version IS NOT NULL)
            SELECT * FROM found\
            """,
            row -> login(secret, version, row),
            version,
            secret,
            reader.principal(),
            reader.purpose(),
            reader.address())
        .orElseThrow(() -> StageLabels.unknown(secret));
  }

  @Override
  public Map<SecretId, List<StoredVersion>> newest(
      Collection<SecretId> secrets, int most, Reader reader) {
    Map<SecretId, List<StoredVersion>> newest = new HashMap<>();
    Set<SecretId> unreadable = new HashSet<>();
    database.all(
        NEWEST,
        row -> {
          SecretId secret = new SecretId(row.text("secret"));
          try {
            newest.computeIfAbsent(secret, id -> new ArrayList<>()).add(stored(secret, row));
          } catch (StepFailedException damaged) { // of which the other secrets know nothing
            unreadable.add(secret);
          }
          return secret;
        },
        secrets,
        most,
        reader.principal(),
        reader.purpose(),
        reader.address());
    newest.keySet().removeAll(unreadable);
    return newest;
  }

  private StoredVersion stored(SecretId secret, Row row) throws SQLException {
    VersionId version = new VersionId(row.text("version"));
    return new StoredVersion(version, login(secret, version, row).orElseThrow());
  }

  private Optional<Login> login(SecretId secret, VersionId version, Row row) throws SQLException {
    Optional<byte[]> ciphertext = row.maybeBytes("ciphertext");
    return ciphertext.isEmpty()
        ? Optional.empty()
        : Optional.of(cipher.decrypt(secret, version, row.text("identity"), ciphertext.get()));
  }

  @Override
  public Map<VersionStage, VersionId> labels(SecretId secret) {
    Map<VersionStage, VersionId> labels = new EnumMap<>(VersionStage.class);
    List<Boolean> known =
        database.all(
            """
            SELECT l.stage, l.version FROM secret_store.secret s
            LEFT JOIN secret_store.label l ON l.secret = s.id WHERE s.id = ?\
            """,
            row -> {
              Optional<String> stage = row.maybeText("stage");
              if (stage.isPresent()) {
                labels.put(VersionStage.valueOf(stage.get()), new VersionId(row.text("version")));
              }
              return true;
            },
            secret);
    StageLabels.requireKnown(secret, known);
    return labels;
  }

  @Override
  public void promote(SecretId secret, VersionId expected, VersionId next) {
    labels.promote(secret, expected, next);
  }

  @Override
  public void discardPending(SecretId secret, VersionId version) {
    labels.discardPending(secret, version);
  }

  @Override
  public List<VersionId> versions(SecretId secret) {
    List<Optional<VersionId>> rows =
        database.all(
            """
            SELECT v.version FROM secret_store.secret s
            LEFT JOIN secret_store.version v ON v.secret = s.id AND v.ciphertext IS NOT NULL
            WHERE s.id = ? ORDER BY v.place DESC\
            """,
            row -> row.maybeText("version").map(VersionId::new),
            secret);
    StageLabels.requireKnown(secret, rows);
    return rows.stream().flatMap(Optional::stream).toList();
  }

  @Override
  public List<Read> readersOf(SecretId secret, VersionId version) {
    return database.all(
        """
        SELECT principal, max(at) AS last FROM secret_store.access
        WHERE secret = ? AND version = ? AND principal <> 'rekey' GROUP BY principal ORDER BY 1\
        """,
        row -> new Read(row.text("principal"), row.instant("last")),
        secret,
        version);
  }

  @Override
  public Map<SecretId, VersionId> current(Collection<SecretId> secrets) {
    Map<SecretId, VersionId> current = new HashMap<>();
    database.all(
        """
        SELECT secret, version FROM secret_store.label
        WHERE stage = 'AWSCURRENT' AND secret = ANY (?)\
        """,
        row -> current.put(new SecretId(row.text("secret")), new VersionId(row.text("version"))),
        secrets);
    return current;
  }

  @Override
  public Optional<Fingerprint> fingerprint(SecretId secret, VersionId version) {
    return database.first(
        "SELECT fingerprint FROM secret_store.version WHERE secret = ? AND version = ?",
        row -> new Fingerprint(row.text("fingerprint")),
        secret,
        version);
  }

  @Override
  public Map<SecretId, Fingerprint> currentFingerprints() {
    Map<SecretId, Fingerprint> found = new HashMap<>();
    database.all(
        """
        SELECT secret, fingerprint FROM secret_store.label JOIN secret_store.version
        USING (secret, version) WHERE stage = 'AWSCURRENT'\
        """,
        row ->
            found.put(new SecretId(row.text("secret")), new Fingerprint(row.text("fingerprint"))));
    return found;
  }
}
