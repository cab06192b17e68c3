package dev.rekey.activities.authority.succession;

import dev.rekey.activities.authority.CertificateOrder;
import java.util.Optional;

/** Notes of orders, which only whoever made them understands. */
final class Notes {
  private static final String BY = ":"; // in no authority's name

  private Notes() {}

  static String of(String member, String note) {
    return member + BY + note;
  }

  /** The note as this one made it; nothing if it is of another one. */
  static Optional<String> own(String member, Optional<String> note) {
    return note.filter(text -> text.startsWith(member + BY))
        .map(text -> text.substring(member.length() + BY.length()));
  }

  static CertificateOrder own(String member, CertificateOrder order) {
    return new CertificateOrder(
        order.names(), order.request(), order.key(), order.lifetime(), own(member, order.order()));
  }
}
