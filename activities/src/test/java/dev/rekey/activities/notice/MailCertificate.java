package dev.rekey.activities.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What the mail servers of tests show: a certificate for 127.0.0.1 that nobody else trusts. */
final class MailCertificate {
  private static final String PASSWORD = "changeit";
  private static final Path STORE = made();

  private MailCertificate() {}

  /** GreenMail reads it when it first speaks TLS in this JVM. */
  static void show() {
    System.setProperty("greenmail.tls.keystore.file", STORE.toString());
    System.setProperty("greenmail.tls.keystore.password", PASSWORD);
  }

  /** Shows it as a server, trusts it as a client. */
  static SSLContext context() {
    try (InputStream file = Files.newInputStream(STORE)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, PASSWORD.toCharArray());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("it", store.getCertificate("it"));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path made() {
    try {
      Path store = Files.createTempDirectory("mail").resolve("mail.p12");
      Process keytool = new ProcessBuilder(command(store)).redirectErrorStream(true).start();
      keytool.getInputStream().readAllBytes();
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool refused");
      }
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command(Path store) {
    String words =
        "-genkeypair -alias it -dname CN=mail -ext san=ip:127.0.0.1 -keyalg EC -groupname"
            + " secp256r1 -validity 2 -storetype PKCS12 -storepass "
            + PASSWORD
            + " -keystore "
            + store;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words.split(" ")));
    return command;
  }
}
