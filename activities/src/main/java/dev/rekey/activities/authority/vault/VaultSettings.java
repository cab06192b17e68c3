package dev.rekey.activities.authority.vault;

import static dev.rekey.activities.authority.AuthoritySettings.certificates;
import static dev.rekey.activities.authority.AuthoritySettings.required;

import dev.rekey.activities.authority.AuthoritySettings;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.secret.Login;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What is to be known of a PKI mount of Vault or OpenBao, and how Rekey logs in there.
 *
 * @param address the server, such as {@code https://vault.example.org:8200}
 * @param namespace the namespace that the mount is in
 * @param mount the mount; {@code pki} where it is left out
 * @param role the role by which it signs
 * @param token a token; it is renewed while it can be
 * @param appRole an AppRole, in place of a token
 * @param roots roots of its certificates, as PEM
 * @param serverRoots roots of the server's own certificate, where the JDK does not know them
 * @param ordersPerHour how many orders it is to get from all workers together
 */
record VaultSettings(
    URI address,
    Optional<String> namespace,
    Optional<String> mount,
    String role,
    Optional<String> token,
    Optional<AppRole> appRole,
    String roots,
    Optional<String> serverRoots,
    Optional<Integer> ordersPerHour) {
  private static final String PATH = "[A-Za-z0-9][A-Za-z0-9._/-]{0,127}";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

  /**
   * An AppRole.
   *
   * @param roleId its id
   * @param secretId the secret id
   * @param mount where AppRoles log in; {@code approle} where it is left out
   */
  record AppRole(String roleId, String secretId, Optional<String> mount) {
    AppRole {
      required(roleId, "appRole.roleId");
      required(secretId, "appRole.secretId");
      VaultSettings.path(mount, "appRole.mount");
    }

    String where() {
      return mount.orElse("approle");
    }

    @Override
    public String toString() {
      return "AppRole[***]";
    }
  }

  VaultSettings {
    AuthoritySettings.address(address, "address");
    path(namespace, "namespace");
    path(mount, "mount");
    if (!required(role, "role").matches(NAME)) {
      throw new IllegalArgumentException("have a wrong role: it is the name of a role");
    }
    if (token.isPresent() == appRole.isPresent()) {
      throw new IllegalArgumentException("need either token or appRole");
    }
    token.ifPresent(value -> required(value, "token"));
    certificates(roots, "roots");
    AuthoritySettings.orders(ordersPerHour);
    serverRoots.ifPresent(pem -> certificates(pem, "serverRoots"));
  }

  private static void path(Optional<String> value, String field) {
    if (!value.orElse("path").matches(PATH)) {
      throw new IllegalArgumentException("have a wrong " + field + ": it is a path without /v1/");
    }
  }

  static VaultSettings of(Login login) {
    return AuthoritySettings.read(login, VaultSettings.class);
  }

  /** What every path of the server begins with. */
  String server() {
    return address.toString().replaceAll("/+$", "") + "/v1/";
  }

  /** A path of the mount. */
  String in(String path) {
    return mount.orElse("pki").replaceAll("/+$", "") + "/" + path;
  }

  /** A path of the mount for those who have no login there. */
  URI open(String path) {
    String space = namespace.map(one -> one.replaceAll("/+$", "") + "/").orElse("");
    return URI.create(server() + space + in(path));
  }

  List<X509Certificate> anchors() {
    return CertificateChain.read(roots);
  }

  List<X509Certificate> serverAnchors() {
    return serverRoots.map(CertificateChain::read).orElse(List.of());
  }

  @Override
  public String toString() {
    return "VaultSettings[address=" + address + ", role=" + role + ", login=***]";
  }
}
