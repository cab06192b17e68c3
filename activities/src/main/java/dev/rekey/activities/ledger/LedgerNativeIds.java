package dev.rekey.activities.ledger;

import dev.rekey.activities.rotation.NativeIds;
import dev.rekey.activities.target.NativeId;
import dev.rekey.model.credential.SecretId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who the identities of credentials are at their targets, for as long as the credential is known.
 *
 * @param ledger where that is
 */
public record LedgerNativeIds(Ledger ledger) implements NativeIds {
  /** A key is its user's whatever that one is called; the one in use comes first. */
  private static final String KNOWN =
      """
      SELECT secret, identity, place, id FROM (
        SELECT secret, identity, place, id, seen_at, NULL::timestamptz AS retired_at
        FROM rekey.native_id WHERE secret = ANY (?)
        UNION ALL SELECT k.secret, c.spec ->> 'user', 'iam:' || (c.spec ->> 'account'), k.id,
          'infinity', k.retired_at FROM rekey.access_key k JOIN rekey.credential c USING (secret)
          WHERE k.secret = ANY (?)) known
      ORDER BY seen_at, retired_at DESC NULLS FIRST, identity\
      """;

  @Override
  public void note(SecretId secret, List<NativeId> ids) {
    if (!ids.isEmpty()) {
      ledger.change(
          """
          INSERT INTO rekey.native_id (secret, identity, place, id)
          SELECT c.secret, n.identity, n.place, n.id
          FROM rekey.credential c, unnest(?::text[], ?::text[], ?::text[]) AS n (identity, place, id)
          WHERE c.secret = ?
          ON CONFLICT DO NOTHING\
          """,
          ids.stream().map(NativeId::identity).toList(),
          ids.stream().map(NativeId::place).toList(),
          ids.stream().map(NativeId::id).toList(),
          secret);
    }
  }

  @Override
  public Map<SecretId, List<NativeId>> of(Collection<SecretId> secrets) {
    record Line(SecretId secret, NativeId id) {}
    return ledger
        .all(
            KNOWN,
            row ->
                new Line(
                    new SecretId(row.text("secret")),
                    new NativeId(row.text("identity"), row.text("place"), row.text("id"))),
            List.copyOf(secrets),
            List.copyOf(secrets))
        .stream()
        .collect(
            Collectors.groupingBy(Line::secret, Collectors.mapping(Line::id, Collectors.toList())));
  }
}
