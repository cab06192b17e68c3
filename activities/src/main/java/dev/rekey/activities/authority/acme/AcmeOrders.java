package dev.rekey.activities.authority.acme;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.model.credential.TlsNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.OrderBuilder;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeServerException;

/**
 * Takes an order to its certificate, from wherever it stands.
 *
 * @param name the authority's name
 * @param settings what is known of it
 * @param solver how it is shown that names are ours
 */
record AcmeOrders(String name, AcmeSettings settings, Solver solver) {
  /** A step may take so long; what is not done by then is taken up by the next try. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  Order open(Login login, List<String> names) throws AcmeException {
    OrderBuilder builder = login.newOrder();
    names.forEach(
        one ->
            builder.identifier(TlsNames.isAddress(one) ? Identifier.ip(one) : Identifier.dns(one)));
    settings.profile().ifPresent(builder::profile);
    return builder.create();
  }

  CertificateChain issue(Login login, CertificateOrder wanted)
      throws AcmeException, InterruptedException {
    Order order = living(login, wanted);
    if (order.getStatus() == Status.PENDING) {
      prove(order);
      order.waitUntilReady(PATIENCE);
    }
    if (order.getStatus() == Status.READY) {
      order.execute(wanted.request().der());
    }
    if (order.getStatus() != Status.VALID) {
      order.waitForCompletion(PATIENCE);
    }
    if (order.getStatus() == Status.INVALID) {
      throw AcmeFailures.gaveUp(name, order.getError());
    }
    CertificateChain chain = chain(order);
    return chain.key().equals(wanted.key()) ? chain : another(login, wanted);
  }

  /** An order that went to another key is left alone. */
  private CertificateChain another(Login login, CertificateOrder wanted)
      throws AcmeException, InterruptedException {
    return issue(
        login,
        new CertificateOrder(
            wanted.names(), wanted.request(), wanted.key(), wanted.lifetime(), Optional.empty()));
  }

  /** The order that was begun, unless it is over without a certificate. */
  private Order living(Login login, CertificateOrder wanted) throws AcmeException {
    if (wanted.order().isPresent()) {
      Order known = login.bindOrder(AcmeAuthority.url(wanted.order().get()));
      try {
        known.fetch();
        if (known.getStatus() != Status.INVALID) {
          return known;
        }
      } catch (AcmeServerException forgotten) {
        // orders end after some days, and are deleted then
      }
    }
    return open(login, wanted.names());
  }

  private void prove(Order order) throws AcmeException, InterruptedException {
    List<Solver.Prepared> prepared = new ArrayList<>();
    try {
      for (Authorization one : order.getAuthorizations()) {
        if (one.getStatus() == Status.PENDING) {
          Solver.Prepared ready = solver.prepare(one);
          prepared.add(ready);
          prove(one, ready.challenge());
        }
      }
    } finally {
      prepared.forEach(Solver.Prepared::close);
    }
  }

  private void prove(Authorization authorization, Challenge challenge)
      throws AcmeException, InterruptedException {
    if (challenge.getStatus() == Status.PENDING) {
      challenge.trigger();
    }
    if (authorization.waitForCompletion(PATIENCE) != Status.VALID) {
      challenge.fetch();
      Optional<Problem> why = challenge.getError();
      throw AcmeFailures.notBelieved(name, authorization.getIdentifier().getValue(), why);
    }
  }

  static CertificateChain chain(Order order) {
    return new CertificateChain(order.getCertificate().getCertificateChain());
  }
}
