package dev.rekey.console.door;

import dev.rekey.console.api.AuthorityOrder;
import dev.rekey.console.api.AuthorityView;
import dev.rekey.console.door.authority.AuthorityBook;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Authorities that are only noted. */
final class NotedAuthorities implements AuthorityBook {
  private final Map<String, AuthorityView> known = new ConcurrentHashMap<>();

  @Override
  public AuthorityView add(AuthorityOrder order, URI status, boolean dryRun) {
    AuthorityView view = new AuthorityView(order.name(), order.kind(), "");
    if (!dryRun) {
      known.put(order.name(), view);
    }
    return view;
  }

  @Override
  public AuthorityView show(String name) {
    return Optional.ofNullable(known.get(name))
        .orElseThrow(() -> Refusal.badRequest("No authority is known as " + name));
  }

  @Override
  public byte[] crl(String name) {
    return new byte[] {1};
  }

  @Override
  public byte[] ocsp(String name, byte[] question) {
    return question;
  }
}
