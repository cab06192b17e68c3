package dev.rekey.activities.authority.acme;

import static dev.rekey.activities.authority.acme.AcmeFailures.asking;

import java.security.KeyPair;
import java.util.Optional;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.exception.AcmeException;

/** Our account at an ACME authority: looked for by its key, and made if there is none. */
final class AcmeAccount {
  private final String name;
  private final AcmeSettings settings;
  private final Session session;
  private Optional<Login> login = Optional.empty();

  AcmeAccount(String name, AcmeSettings settings) {
    this.name = name;
    this.settings = settings;
    this.session =
        settings.serverRoots().isEmpty()
            ? new Session(settings.directory())
            : new Session(settings.directory(), new TrustingProvider(settings.serverAnchors()));
  }

  Session session() {
    return session;
  }

  synchronized Login login() {
    if (login.isEmpty()) {
      KeyPair key = settings.key();
      login = Optional.of(asking(name, () -> builder(key).createLogin(session)));
    }
    return login.get();
  }

  private AccountBuilder builder(KeyPair key) throws AcmeException {
    AccountBuilder builder = new AccountBuilder().useKeyPair(key);
    settings.contacts().forEach(builder::addContact);
    settings.binding().ifPresent(bound -> builder.withKeyIdentifier(bound.id(), bound.key()));
    return settings.agreed() ? builder.agreeToTermsOfService() : builder;
  }
}
