package dev.rekey.console.door;

import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.own.InMemoryRegister;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.console.api.AuthorityOrder;
import dev.rekey.console.api.AuthorityView;
import dev.rekey.console.door.authority.AuthorityBook;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rollover.RolloverOrder;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Authorities that are only noted. */
final class NotedAuthorities implements AuthorityBook {
  static final VersionId ROOTS = new VersionId("00000000-0000-0000-0000-0000000000cc");

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
  public CertificateAuthority open(String name) {
    URI nowhere = URI.create("http://127.0.0.1:1");
    return new OwnAuthority(
        show(name).name(),
        OwnAuthority.make(name, nowhere, InstantSource.system()),
        new InMemoryRegister(),
        InstantSource.system());
  }

  @Override
  public VersionId roots(String name) {
    show(name);
    return ROOTS;
  }

  @Override
  public void prepare(RolloverOrder order) {
    show(order.authority());
    show(order.successor());
  }

  @Override
  public void remember(String name, String by) {
    show(name);
  }

  @Override
  public void standBy(SigningAuthority plan, String by) {
    show(plan.authority());
    show(plan.successor());
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
