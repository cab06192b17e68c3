package dev.rekey.activities.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.certificate.TlsCertificateTarget;
import dev.rekey.activities.testing.CertificateRecords;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreDeliveryTest {
  private static final VersionId FIRST = new VersionId("00000000-0000-0000-0000-000000000001");
  private static final VersionId SECOND = new VersionId("00000000-0000-0000-0000-000000000002");
  private static final String PASSWORD = "what-opens-the-key-store-of-the-shop";

  private final OwnAuthorityServer authority = new OwnAuthorityServer();
  private final InMemorySecretStore store = new InMemorySecretStore();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    authority.close();
  }

  @Test
  void java_finds_key_and_chain_under_the_password_that_stays() throws Exception {
    keepPassword();
    Login login = certificate();
    deliveries().deliver(consumer(), FIRST, login);
    matches(login);
    Login next = certificate();
    deliveries().deliver(consumer(), SECOND, next);
    matches(next);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void a_delivery_that_is_repeated_changes_nothing_and_disturbs_nobody() throws IOException {
    keepPassword();
    Login login = certificate();
    Path program = Path.of("/bin/sh");
    Path count = folder.resolve("count");
    Consumer.FilePush reloading = consumer(program.toString(), "-c", "echo again >> " + count);
    Deliveries deliveries = deliveries(program);
    deliveries.deliver(reloading, FIRST, login);
    byte[] before = Files.readAllBytes(file());
    deliveries.deliver(reloading, FIRST, login);
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    assertThat(Files.readAllLines(count)).hasSize(1);
  }

  @Test
  void a_crash_between_the_file_and_the_reload_is_made_up_for() throws IOException {
    keepPassword();
    Login login = certificate();
    deliveries().deliver(consumer(), FIRST, login);
    Files.delete(folder.resolve(".shop.p12.read"));
    Path count = folder.resolve("count");
    deliveries(Path.of("/bin/sh"))
        .deliver(consumer("/bin/sh", "-c", "echo again >> " + count), FIRST, login);
    assertThat(Files.readAllLines(count)).hasSize(1);
  }

  @Test
  void without_its_password_nothing_is_written_and_what_is_missing_is_said() throws IOException {
    StepFailedException refused =
        catchThrowableOfType(
            StepFailedException.class,
            () -> deliveries().deliver(consumer(), FIRST, certificate()));
    assertThat(refused.code()).isEqualTo(FailureCode.CONSUMER_UNREACHABLE);
    assertThat(refused.reason()).contains("shop/keystore");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void only_a_certificate_goes_into_a_key_store() {
    keepPassword();
    Login password = new Login("orders_a", SecretValue.of("some-password-of-orders"));
    StepFailedException refused =
        catchThrowableOfType(
            StepFailedException.class, () -> deliveries().deliver(consumer(), FIRST, password));
    assertThat(refused.reason())
        .contains("only a certificate")
        .doesNotContain("some-password-of-orders");
  }

  private void matches(Login login) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(file())) {
      keys.load(bytes, PASSWORD.toCharArray());
    }
    PrivateKey key =
        (PrivateKey) Objects.requireNonNull(keys.getKey("rekey", PASSWORD.toCharArray()));
    Certificate[] chain = Objects.requireNonNull(keys.getCertificateChain("rekey"));
    assertThat(chain)
        .containsExactlyElementsOf(CertificateChain.of(login.value().reveal()).certificates());
    assertThat(KeyPairs.match(key, chain[0].getPublicKey())).isTrue();
  }

  private void keepPassword() {
    store.create(new SecretId("shop/keystore"), FIRST, new Login("shop", SecretValue.of(PASSWORD)));
  }

  private Path file() {
    return folder.resolve("shop.p12");
  }

  private Consumer.FilePush consumer(String... reload) {
    return new Consumer.FilePush(
        new ConsumerId("shop"), new SecretId("web/tls"), "ann", file().toString(), List.of(reload));
  }

  private Deliveries deliveries(Path... programs) {
    return new Deliveries(
        new DeliveryPermissions(List.of(folder), List.of(programs)), store, InstantSource.system());
  }

  private Login certificate() {
    TlsCertificateTarget target =
        new TlsCertificateTarget(
            authority.authorities(), InstantSource.system(), Duration.ofSeconds(5));
    TlsCertificate spec = CertificateRecords.spec("web/tls");
    return target.issue(spec, authority.login(), target.prepare(spec, authority.login()));
  }
}
