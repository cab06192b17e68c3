package dev.rekey.activities.authority.own;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyHash;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The register in the ledger. */
public final class LedgerRegister implements OwnRegister {
  private static final int HEX = 16;

  private final Ledger ledger;

  /** Takes the ledger. */
  public LedgerRegister(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public CertificateChain issued(String authority, CertificateChain chain) {
    ledger.change(
        """
        INSERT INTO rekey.own_certificate (authority, serial, key, chain) VALUES (?, ?, ?, ?)
        ON CONFLICT (authority, key) DO NOTHING\
        """,
        authority,
        chain.serial(),
        KeyHash.of(chain.key()),
        chain.pem());
    return find(authority, chain.key())
        .orElseThrow(() -> new IllegalStateException("What was written is there"));
  }

  @Override
  public Optional<CertificateChain> find(String authority, PublicKey key) {
    return ledger.first(
        "SELECT chain FROM rekey.own_certificate WHERE authority = ? AND key = ?",
        row -> CertificateChain.of(row.text("chain")),
        authority,
        KeyHash.of(key));
  }

  @Override
  public boolean knows(String authority, BigInteger serial) {
    return ledger
        .first(
            "SELECT true FROM rekey.own_certificate WHERE authority = ? AND serial = ?",
            row -> true,
            authority,
            serial.toString(HEX))
        .isPresent();
  }

  @Override
  public void revoked(String authority, Revocation revocation) {
    ledger.change(
        """
        UPDATE rekey.own_certificate
        SET revoked_at = coalesce(revoked_at, ?), reason = ?
        WHERE authority = ? AND serial = ?
          AND (reason IS NULL OR (reason <> 'KEY_COMPROMISE' AND ? = 'KEY_COMPROMISE'))\
        """,
        revocation.at(),
        revocation.reason(),
        authority,
        revocation.serial().toString(HEX),
        revocation.reason());
  }

  @Override
  public Optional<Revocation> revocation(String authority, BigInteger serial) {
    return ledger.first(
        """
        SELECT serial, reason, revoked_at FROM rekey.own_certificate
        WHERE authority = ? AND serial = ? AND revoked_at IS NOT NULL\
        """,
        LedgerRegister::revocation,
        authority,
        serial.toString(HEX));
  }

  @Override
  public List<Revocation> revocations(String authority) {
    return ledger.all(
        """
        SELECT serial, reason, revoked_at FROM rekey.own_certificate
        WHERE authority = ? AND revoked_at IS NOT NULL ORDER BY revoked_at\
        """,
        LedgerRegister::revocation,
        authority);
  }

  private static Revocation revocation(Row row) throws SQLException {
    return new Revocation(
        new BigInteger(row.text("serial"), HEX),
        RevocationReason.valueOf(row.text("reason")),
        row.instant("revoked_at"));
  }

  @Override
  public void stop(String authority) {
    ledger.change(
        "INSERT INTO rekey.own_stop (authority) VALUES (?) ON CONFLICT DO NOTHING", authority);
  }

  @Override
  public boolean stopped(String authority) {
    return ledger
        .first("SELECT true FROM rekey.own_stop WHERE authority = ?", row -> true, authority)
        .isPresent();
  }

  @Override
  public void each(String authority, Consumer<X509Certificate> seen) {
    ledger
        .all(
            "SELECT chain FROM rekey.own_certificate WHERE authority = ?",
            row -> CertificateChain.of(row.text("chain")).leaf(),
            authority)
        .forEach(seen);
  }
}
