package dev.rekey.activities.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where files may be written, and what may be run to make their readers look again. The operator of
 * the machine says so, and nobody at the door can widen it. Nothing is allowed by default.
 *
 * @param folders below which files may be written
 * @param programs that may be run, by their absolute paths as they are written here
 * @param certificates the ARNs of certificates in ACM that may be replaced
 * @param clusterSecrets the secrets of Kubernetes that may be changed, {@code
 *     NAMESPACE/NAME[@CONTEXT]}
 */
public record DeliveryPermissions(
    List<Path> folders,
    List<Path> programs,
    List<String> certificates,
    List<String> clusterSecrets) {
  /** The ARNs of certificates in ACM that may be replaced, with commas between them. */
  public static final String CERTIFICATES = "REKEY_ACM_CERTIFICATES";

  /** The secrets of Kubernetes that may be changed, with commas between them. */
  public static final String CLUSTER_SECRETS = "REKEY_KUBERNETES_SECRETS";

  /** Nothing may be written, nothing run. */
  public static final DeliveryPermissions NONE = new DeliveryPermissions(List.of(), List.of());

  /** Copies the lists. */
  public DeliveryPermissions {
    folders = List.copyOf(folders);
    programs = List.copyOf(programs);
    certificates = List.copyOf(certificates);
    clusterSecrets = List.copyOf(clusterSecrets);
  }

  /** These on this machine, and nothing elsewhere. */
  public DeliveryPermissions(List<Path> folders, List<Path> programs) {
    this(folders, programs, List.of(), List.of());
  }

  /** The same, and what the environment says of ACM. */
  public DeliveryPermissions with(Map<String, String> environment) {
    return new DeliveryPermissions(
        folders, programs, listed(environment, CERTIFICATES), clusterSecrets);
  }

  /** The same, and what the environment says of Kubernetes, whose client no function has. */
  public DeliveryPermissions withClusters(Map<String, String> environment) {
    return new DeliveryPermissions(
        folders, programs, certificates, listed(environment, CLUSTER_SECRETS));
  }

  private static List<String> listed(Map<String, String> environment, String name) {
    return Pattern.compile(",")
        .splitAsStream(environment.getOrDefault(name, ""))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  /** The file as it is to be written, behind every link on the way; or a sentence why not. */
  Path file(String path) {
    Path real = allowed(path);
    if (Files.isSymbolicLink(real) || Files.isDirectory(real)) {
      throw Unreachable.because(path + " is a link or a folder");
    }
    return real;
  }

  /** The same for a link that is Rekey's own: nothing is there, or a link to beside it. */
  Path link(String path) {
    Path real = allowed(path);
    if (!Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
      return real;
    }
    try {
      if (Files.isSymbolicLink(real)
          && Files.readSymbolicLink(real).toString().startsWith("." + real.getFileName() + "-")) {
        return real;
      }
    } catch (IOException e) {
      // said below
    }
    throw Unreachable.because(path + " is there already, and is no link that Rekey made");
  }

  private Path allowed(String path) {
    Path asked = plain(path);
    Path folder = asked.getParent();
    if (folder == null) {
      throw Unreachable.because("the path " + path + " names no file");
    }
    Path real = real(folder).resolve(Objects.requireNonNull(asked.getFileName()));
    if (folders.stream().noneMatch(allowed -> real.startsWith(real(allowed)))) {
      throw Unreachable.because(path + " lies below no folder that the operator allows");
    }
    return real;
  }

  /**
   * Passes for an allowed program. Links are not followed: one that stands for many programs, as
   * BusyBox does, would allow all of them.
   */
  void requireAllowed(String program) {
    if (!programs.contains(plain(program))) {
      throw Unreachable.because("the operator does not allow to run " + program);
    }
  }

  /** Passes for an allowed certificate. */
  void requireCertificate(String arn) {
    if (!certificates.contains(arn)) {
      throw Unreachable.because(
          "the operator does not allow to replace " + arn + ", by " + CERTIFICATES);
    }
  }

  /** Passes for an allowed secret of Kubernetes. */
  void requireClusterSecret(String place) {
    if (!clusterSecrets.contains(place)) {
      throw Unreachable.because(
          "the operator does not allow to change the Kubernetes secret "
              + place
              + ", by "
              + CLUSTER_SECRETS
              + "; a function on AWS serves none");
    }
  }

  private static Path plain(String path) {
    try {
      Path asked = Path.of(path);
      if (asked.isAbsolute() && asked.equals(asked.normalize())) {
        return asked;
      }
    } catch (InvalidPathException e) {
      // said below
    }
    throw Unreachable.because("the path " + path + " is not absolute and plain");
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw Unreachable.because("there is no folder " + folder);
    }
  }
}
