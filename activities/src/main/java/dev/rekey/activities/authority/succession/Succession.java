package dev.rekey.activities.authority.succession;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who an authority's name stands for. It is kept as the login of that name, so that one write
 * changes for everybody at once who certifies, and who is believed.
 *
 * @param entered what it was written for: the same again is nothing new
 * @param issuing who certifies; nobody while that is stopped
 * @param members everybody who ever certified by the name, or will; the newest first
 */
public record Succession(String entered, Optional<String> issuing, List<Member> members) {
  /** What the login's identity says. */
  public static final String KIND = "succession";

  /**
   * One authority.
   *
   * @param name what it is called by itself
   * @param login what is to be known of it
   * @param believed whether what it certified is to be believed
   * @param issuer the certificate that it signs with, once it is known
   */
  public record Member(
      String name, Login login, boolean believed, Optional<X509Certificate> issuer) {
    /** The same, believed or not. */
    public Member believed(boolean now) {
      return new Member(name, login, now, issuer);
    }

    /** The same, once it is known what it signs with. */
    public Member signingWith(Optional<X509Certificate> certificate) {
      return new Member(name, login, believed, certificate.or(() -> issuer));
    }
  }

  private record Kept(String entered, Optional<String> issuing, List<KeptMember> members) {}

  private record KeptMember(
      String name, String kind, String settings, boolean believed, Optional<String> issuer) {}

  /** Copies the list. */
  public Succession {
    members = List.copyOf(members);
  }

  /** Reads who a name stands for; one that was never rolled over stands for itself. */
  public static Succession of(String name, Login login) {
    return login.identity().equals(KIND)
        ? read(login)
        : new Succession(
            "", Optional.of(name), List.of(new Member(name, login, true, Optional.empty())));
  }

  private static Succession read(Login login) {
    try {
      Kept kept = Wire.mapper().readValue(login.value().reveal(), Kept.class);
      return new Succession(
          kept.entered(), kept.issuing(), kept.members().stream().map(Succession::member).toList());
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw new StepFailedException( // their words may quote a login
          FailureCode.ROTATOR_REJECTED, "What is kept of the authority cannot be read");
    }
  }

  private static Member member(KeptMember kept) {
    return new Member(
        kept.name(),
        new Login(kept.kind(), SecretValue.of(kept.settings())),
        kept.believed(),
        kept.issuer().map(pem -> CertificateChain.of(pem).leaf()));
  }

  /** As it is kept. */
  public Login login() {
    Kept kept =
        new Kept(
            entered,
            issuing,
            members.stream()
                .map(
                    one ->
                        new KeptMember(
                            one.name(),
                            one.login().identity(),
                            one.login().value().reveal(),
                            one.believed(),
                            one.issuer().map(CertificateChain::pem)))
                .toList());
    try {
      return new Login(KIND, SecretValue.of(Wire.mapper().writeValueAsString(kept)));
    } catch (JsonProcessingException e) { // its message may quote a login
      throw new IllegalStateException("Texts have a JSON form");
    }
  }

  /** One of them. */
  public Optional<Member> member(String name) {
    return members.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** Who certifies. */
  public Optional<Member> certifying() {
    return issuing.flatMap(this::member);
  }

  /** The same with other settings of whoever certifies. */
  public Succession certifyingWith(Login settings) {
    return new Succession(
        entered,
        issuing,
        members.stream()
            .map(
                one ->
                    issuing.filter(one.name()::equals).isPresent()
                        ? new Member(one.name(), settings, one.believed(), one.issuer())
                        : one)
            .toList());
  }

  /** The same with this one before all others, or in its own place if it is there already. */
  public List<Member> with(Member member) {
    return member(member.name()).isPresent()
        ? members.stream().map(one -> one.name().equals(member.name()) ? member : one).toList()
        : Stream.concat(Stream.of(member), members.stream()).toList();
  }
}
