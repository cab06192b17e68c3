package dev.rekey.activities.ledger;

import dev.rekey.activities.authority.CertificateOnRecord;
import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.authority.RenewalAdvice.Window;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The certificates of versions, without their keys.
 *
 * @param ledger where they are
 */
public record LedgerCertificates(Ledger ledger) {
  /** Whatever windows and freezes say, a certificate is replaced so long before it ends. */
  private static final Duration LONGEST_LEAD = Duration.ofHours(24);

  private static final int LEAD_SHARE = 10;

  /**
   * In a statement that makes {@code c}, a credential, wait for its next try: not longer than this
   * share of what its certificate has left at {@code ended_at}, but for the first pause.
   */
  static final String SHORTEST_PAUSE =
      """
      (SELECT greatest(?::interval, (k.valid_until - ended_at) / 8) FROM rekey.certificate k
        WHERE k.secret = c.secret AND k.version = c.version)\
      """;

  /** Writes down what the certificate of a version is; the same again changes nothing. */
  public void known(SecretId secret, VersionId version, KnownCertificate certificate) {
    ledger.change(
        """
        INSERT INTO rekey.certificate (secret, version, key, fingerprint, serial, valid_from,
          valid_until, replace_from, replace_until)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (secret, version) DO NOTHING\
        """,
        secret,
        version,
        certificate.key(),
        certificate.fingerprint(),
        certificate.serial(),
        certificate.from(),
        certificate.until(),
        certificate.replaceFrom(),
        latest(certificate));
  }

  private static Instant latest(KnownCertificate certificate) {
    Duration lead = Duration.between(certificate.from(), certificate.until()).dividedBy(LEAD_SHARE);
    Instant latest =
        certificate.until().minus(lead.compareTo(LONGEST_LEAD) < 0 ? lead : LONGEST_LEAD);
    return latest.isBefore(certificate.replaceFrom()) ? certificate.replaceFrom() : latest;
  }

  /**
   * Writes down when the authority wants it to be replaced: somewhere in its window, each name
   * elsewhere and always at the same place, so that not all come at once.
   */
  void advised(SecretId secret, VersionId version, Optional<Window> window, Instant askAgain) {
    ledger.change(
        """
        UPDATE rekey.certificate SET ask_again = ?,
          replace_from = least(coalesce(?, replace_from), valid_until),
          replace_until = least(coalesce(?, replace_until), valid_until)
        WHERE secret = ? AND version = ?\
        """,
        askAgain,
        window.map(advice -> Spread.within(secret, advice.from(), advice.until())),
        window.map(Window::until),
        secret,
        version);
  }

  /** Those of everything under care, old versions as well. */
  public List<CertificateOnRecord> all() {
    return ledger.all(
        """
        SELECT k.secret, k.key, k.fingerprint, k.version = c.version AS in_use
        FROM rekey.certificate k JOIN rekey.credential c ON c.secret = k.secret\
        """,
        row ->
            new CertificateOnRecord(
                new SecretId(row.text("secret")),
                row.text("key"),
                row.text("fingerprint"),
                row.flag("in_use")));
  }

  /** Until when a version lasts; nothing if it does not end by itself. */
  public Optional<Term> term(SecretId secret, VersionId version) {
    return ledger
        .first(
            "SELECT " + Term.COLUMNS + " FROM rekey.certificate WHERE secret = ? AND version = ?",
            Term::read,
            secret,
            version)
        .flatMap(term -> term);
  }
}
