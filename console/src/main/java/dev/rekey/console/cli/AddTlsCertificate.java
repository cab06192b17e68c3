package dev.rekey.console.cli;

import dev.rekey.console.api.Enrolment;
import dev.rekey.console.api.LoginInput;
import dev.rekey.model.Sha256;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey credential add-tls-certificate}. */
@Command(
    name = "add-tls-certificate",
    description = {
      "Puts a TLS certificate and its key under Rekey's care. The authority is asked first.",
      "Without --certificate-file Rekey makes the first key and has it certified."
    })
final class AddTlsCertificate extends AddCommand {
  @Parameters(paramLabel = "NAME", description = "The secret that holds key and certificate.")
  String name = "";

  @Option(
      names = "--authority",
      required = true,
      paramLabel = "NAME",
      description = "Who certifies the keys; see 'rekey authority add'.")
  String authority = "";

  @Option(
      names = "--for",
      required = true,
      split = ",",
      paramLabel = "HOST",
      description = "What it is for: DNS names, also *.example.org, and addresses.")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--endpoint",
      paramLabel = "HOST:PORT",
      description = {
        "Where it is served; may be repeated. Every address behind the host is looked at, and the"
            + " old",
        "certificate is not revoked before each serves the new one. Write HOST:PORT=NAME where",
        "clients ask for another name."
      })
  List<String> endpoints = new ArrayList<>();

  @Option(
      names = "--temporal",
      paramLabel = "HOST:PORT",
      description = {
        "It is what Rekey shows to its own Temporal, whose frontend this is. A new one must be let in",
        "there before it is used, and the old one is never revoked before."
      })
  @Nullable String temporal;

  @Option(
      names = "--key-type",
      paramLabel = "TYPE",
      description = "ec_p256 (default), ec_p384, rsa_2048, rsa_3072 or rsa_4096.")
  KeyType keyType = KeyType.EC_P256;

  @Option(
      names = "--lifetime",
      paramLabel = "TIME",
      converter = Texts.ToDuration.class,
      description = "How long a certificate is to be valid (default: as the authority has it).")
  @Nullable Duration lifetime;

  @Option(
      names = "--renew-at",
      paramLabel = "PERCENT",
      description = "At which part of its lifetime it is replaced (default: 66).")
  int renewAt = TlsCertificate.RENEW_AT_PERCENT;

  @Option(
      names = "--certificate-file",
      paramLabel = "FILE",
      description = "What is served today: key, certificate and chain in one PEM file.")
  @Nullable Path certificateFile;

  @Mixin CareOptions care = new CareOptions();

  @Override
  Enrolment enrolment() {
    TlsCertificate certificate =
        new TlsCertificate(
            Known.secret(name),
            authority,
            names,
            keyType,
            endpoints.stream().map(TlsEndpoint::of).toList(),
            Optional.ofNullable(lifetime),
            renewAt,
            Optional.ofNullable(temporal).map(TlsEndpoint::of));
    return new Enrolment(
        care.record(certificate),
        Optional.ofNullable(certificateFile).map(AddTlsCertificate::given),
        Optional.empty());
  }

  private static LoginInput given(Path file) {
    try {
      String text = Files.readString(file);
      return new LoginInput("spki-" + hash(text), text);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT, "UNREADABLE_FILE", file + " cannot be read as text", "");
    } catch (GeneralSecurityException e) {
      throw CommandFailure.usage(file + " holds no certificate in PEM");
    }
  }

  /** Of the public key: how its version is called. */
  private static String hash(String text) throws GeneralSecurityException {
    int from = Math.max(0, text.indexOf("-----BEGIN CERTIFICATE-----"));
    Certificate first =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(text.substring(from).getBytes(StandardCharsets.UTF_8)));
    return Sha256.hex(first.getPublicKey().getEncoded());
  }
}
