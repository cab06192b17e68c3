package dev.rekey.activities.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** An authority of a test's own, made by the JDK's keytool, and what it signs. */
public final class Certificates {
  private static final String PASSWORD = "changeit";

  private final Path folder;

  /** Makes an authority in a folder. */
  public Certificates(Path folder) {
    this.folder = folder;
    keytool("-genkeypair", "-alias", "it", "-dname", "CN=Authority", "-ext", "bc:c", store("ca"));
    write("ca.crt", pem("CERTIFICATE", encoded("ca")));
  }

  /** The authority's certificate. */
  public Path authority() {
    return folder.resolve("ca.crt");
  }

  /** Writes {@code NAME.crt} and {@code NAME.key} for such a subject alternative name. */
  public Signed sign(String name, String alternative) {
    return sign(name, alternative, "-1d");
  }

  /** The same, valid for two days from then on, such as {@code -9d}. */
  public Signed sign(String name, String alternative, String from) {
    keytool("-genkeypair", "-alias", "it", "-dname", "CN=Server", store(name));
    keytool(
        "-certreq", "-alias", "it", "-file", folder.resolve(name + ".csr").toString(), store(name));
    keytool(
        "-gencert",
        "-alias",
        "it",
        "-infile",
        folder.resolve(name + ".csr").toString(),
        "-outfile",
        folder.resolve(name + ".crt").toString(),
        "-rfc",
        "-ext",
        "san=" + alternative,
        "-startdate",
        from,
        "-validity",
        "2",
        store("ca"));
    write(name + ".key", pem("PRIVATE KEY", key(name)));
    return new Signed(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
  }

  /**
   * What a server shows.
   *
   * @param certificate a PEM file
   * @param key a PEM file
   */
  public record Signed(Path certificate, Path key) {}

  private String store(String name) {
    return folder.resolve(name + ".p12").toString();
  }

  private void keytool(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words).subList(0, words.length - 1));
    command.addAll(List.of("-keystore", words[words.length - 1], "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD));
    if (words[0].equals("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30"));
    }
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] encoded(String name) {
    try {
      return Objects.requireNonNull(load(name).getCertificate("it")).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] key(String name) {
    try {
      return Objects.requireNonNull(load(name).getKey("it", PASSWORD.toCharArray())).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore load(String name) throws GeneralSecurityException {
    try (InputStream file = Files.newInputStream(Path.of(store(name)))) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(file, PASSWORD.toCharArray());
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String what, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines);
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
