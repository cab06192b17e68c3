package dev.rekey.activities.consumer;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.PrivateFile;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives a certificate and its key to a consumer: a path that ends in {@code .tls} is a link to a
 * folder with {@code tls.crt}, {@code tls.key} and {@code tls.pem}. The link is replaced at once,
 * so that nobody finds the key of one version and the certificate of another. Then the consumer
 * reads them again; a mark beside the link tells that it did.
 */
final class PairDelivery {
  static final String ENDING = ".tls";

  private final DeliveryPermissions permissions;
  private final Reload reload;

  PairDelivery(DeliveryPermissions permissions, Reload reload) {
    this.permissions = permissions;
    this.reload = reload;
  }

  static boolean isFor(Consumer.FilePush consumer) {
    return consumer.path().endsWith(ENDING);
  }

  /** The link that may be replaced, if the program will do too. */
  Path check(Consumer.FilePush consumer) {
    Path link = permissions.link(consumer.path());
    if (!consumer.reload().isEmpty()) {
      permissions.requireAllowed(consumer.reload().getFirst());
    }
    return link;
  }

  void deliver(Consumer.FilePush consumer, VersionId version, Login login) {
    Path link = check(consumer);
    Path mark = link.resolveSibling("." + link.getFileName() + ".read");
    try {
      Path folder = folder(link, version);
      if (pointsTo(link, folder) && holds(mark, version) && complete(folder)) {
        return;
      }
      write(folder, Content.of(login));
      point(link, folder);
      if (!consumer.reload().isEmpty()) {
        reload.run(consumer.reload());
      }
      PrivateFile.replace(mark, version.value().getBytes(StandardCharsets.UTF_8));
      forgetOthers(link, folder);
    } catch (IOException e) { // names files only, but the words are not ours
      throw Unreachable.because("the certificate in " + link + " could not be replaced");
    }
  }

  /** What the files say. */
  private record Content(String key, String chain) {
    static Content of(Login login) {
      try {
        String text = login.value().reveal();
        CertificateChain chain = CertificateChain.of(text);
        if (!KeyPairs.match(KeyPairs.read(text), chain.key())) {
          throw Unreachable.because("the key and the certificate do not belong together");
        }
        return new Content(KeyPairs.pem(KeyPairs.read(text)), chain.pem());
      } catch (IllegalArgumentException e) { // quotes nothing, but a folder is only for a pair
        throw Unreachable.because("only a certificate goes into a folder that ends in .tls");
      }
    }
  }

  private static Path folder(Path link, VersionId version) {
    return link.resolveSibling("." + link.getFileName() + "-" + version);
  }

  private static boolean pointsTo(Path link, Path folder) throws IOException {
    return Files.isSymbolicLink(link)
        && link.resolveSibling(Files.readSymbolicLink(link)).equals(folder);
  }

  private static boolean complete(Path folder) {
    return Stream.of("tls.crt", "tls.key", "tls.pem")
        .allMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  private static boolean holds(Path mark, VersionId version) throws IOException {
    return Files.isRegularFile(mark) && Files.readString(mark).equals(version.value());
  }

  private static void write(Path folder, Content content) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    PrivateFile.replace(folder.resolve("tls.key"), bytes(content.key()));
    PrivateFile.replace(folder.resolve("tls.crt"), bytes(content.chain()));
    PrivateFile.replace(folder.resolve("tls.pem"), bytes(content.chain() + content.key()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void point(Path link, Path folder) throws IOException {
    Path fresh = link.resolveSibling("." + link.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, folder.getFileName());
    try {
      Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
  }

  /** A key that is served no more lies around no longer than it must. */
  private static void forgetOthers(Path link, Path kept) throws IOException {
    String prefix = "." + link.getFileName() + "-";
    List<Path> old;
    try (Stream<Path> all = Files.list(Optional.ofNullable(link.getParent()).orElseThrow())) {
      old =
          all.filter(one -> String.valueOf(one.getFileName()).startsWith(prefix))
              .filter(one -> !one.equals(kept))
              .toList();
    }
    for (Path folder : old) {
      for (String name : List.of("tls.key", "tls.pem", "tls.crt")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
    }
  }
}
