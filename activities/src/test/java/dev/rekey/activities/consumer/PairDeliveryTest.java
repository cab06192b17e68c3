package dev.rekey.activities.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairDeliveryTest {
  private static final VersionId FIRST = new VersionId("00000000-0000-0000-0000-000000000001");
  private static final VersionId SECOND = new VersionId("00000000-0000-0000-0000-000000000002");

  private final OwnAuthorityServer authority = new OwnAuthorityServer();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    authority.close();
  }

  private Login certificate() {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    List<String> names = List.of("www.example.org");
    CertificateChain chain = authority.authority().issue(CertificateOrder.of(keys, names));
    return login(keys, chain);
  }

  private static Login login(KeyPair keys, CertificateChain chain) {
    return new Login("it", SecretValue.of(KeyPairs.pem(keys.getPrivate()) + chain.pem()));
  }

  private PairDelivery delivery(String... programs) {
    return new PairDelivery(
        new DeliveryPermissions(List.of(folder), Stream.of(programs).map(Path::of).toList()),
        new Reload(Duration.ofSeconds(5)));
  }

  private Consumer.FilePush consumer(String... reload) {
    return new Consumer.FilePush(
        new ConsumerId("web"),
        new SecretId("web/tls"),
        "ann",
        folder.resolve("web.tls").toString(),
        List.of(reload));
  }

  private String served(String name) throws IOException {
    return Files.readString(folder.resolve("web.tls").resolve(name));
  }

  private void matches() throws IOException {
    assertThat(
            KeyPairs.match(
                KeyPairs.read(served("tls.key")), CertificateChain.of(served("tls.crt")).key()))
        .isTrue();
  }

  @Test
  void key_and_certificate_are_replaced_together_and_the_old_key_is_gone() throws IOException {
    delivery().deliver(consumer(), FIRST, certificate());
    matches();
    String before = served("tls.crt");
    delivery().deliver(consumer(), SECOND, certificate());
    matches();
    assertThat(served("tls.crt")).isNotEqualTo(before);
    assertThat(served("tls.pem")).contains(served("tls.crt")).contains("PRIVATE KEY");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(Files::isDirectory)).hasSize(2); // the link, and the folder behind it
    }
  }

  @Test
  void only_the_owner_may_read_the_key() throws IOException {
    delivery().deliver(consumer(), FIRST, certificate());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("web.tls/tls.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void the_same_version_again_disturbs_nobody() throws IOException {
    Login certificate = certificate();
    delivery("/bin/true").deliver(consumer("/bin/true"), FIRST, certificate);
    Consumer.FilePush would = consumer("/bin/false"); // it would fail if it were run
    delivery("/bin/false").deliver(would, FIRST, certificate);
    matches();
  }

  @Test
  void a_reload_that_failed_is_tried_again() {
    Login certificate = certificate();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () -> delivery("/bin/false").deliver(consumer("/bin/false"), FIRST, certificate))
          .isInstanceOf(StepFailedException.class)
          .hasMessageContaining("ended with code 1");
    }
  }

  @Test
  void a_key_that_is_not_the_certificates_is_not_given_to_anybody() {
    Login wrong =
        login(KeyPairs.make(KeyType.EC_P256), CertificateChain.of(certificate().value().reveal()));
    assertThatThrownBy(() -> delivery().deliver(consumer(), FIRST, wrong))
        .hasMessageContaining("do not belong together");
    assertThat(folder.resolve("web.tls")).doesNotExist();
  }

  @Test
  void what_is_no_certificate_is_refused_and_not_quoted() {
    Login password = new Login("it", SecretValue.of("hunter2-hunter2-hunter2"));
    assertThatThrownBy(() -> delivery().deliver(consumer(), FIRST, password))
        .hasMessageContaining("only a certificate")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void somebody_elses_folder_or_link_is_left_alone() throws IOException {
    Files.createDirectory(folder.resolve("web.tls"));
    assertThatThrownBy(() -> delivery().check(consumer()))
        .hasMessageContaining("no link that Rekey made");
    Files.delete(folder.resolve("web.tls"));
    Files.createSymbolicLink(folder.resolve("web.tls"), Path.of("/etc"));
    assertThatThrownBy(() -> delivery().check(consumer()))
        .hasMessageContaining("no link that Rekey made");
  }
}
