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
            "SELECT secret, identity, place, id FROM rekey.native_id WHERE secret = ANY (?)"
                + " ORDER BY seen_at, identity",
            row ->
                new Line(
                    new SecretId(row.text("secret")),
                    new NativeId(row.text("identity"), row.text("place"), row.text("id"))),
            List.copyOf(secrets))
        .stream()
        .collect(
            Collectors.groupingBy(Line::secret, Collectors.mapping(Line::id, Collectors.toList())));
  }
}
