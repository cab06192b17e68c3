package dev.rekey.exercise.scenario;

import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of credentials that the world of exercises has. */
public enum CredentialKind {
  /** Keys of a cloud's users. */
  ACCESS_KEY(IamAccessKey.KIND),
  /** Roles of a cloud's accounts. */
  ROLE(IamRole.KIND),
  /** Logins of databases. */
  DATABASE_LOGIN(PostgresUser.KIND),
  /** Certificates of sites. */
  CERTIFICATE(TlsCertificate.KIND),
  /** Authorities that certify. */
  AUTHORITY(SigningAuthority.KIND);

  private final String word;

  CredentialKind(String word) {
    this.word = word;
  }

  /** The name in documents, such as {@code iam-role}. */
  public String word() {
    return word;
  }

  /** The one with this name in documents, if there is one. */
  public static Optional<CredentialKind> of(String word) {
    return Stream.of(values()).filter(one -> one.word.equals(word)).findFirst();
  }
}
