package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be rotated, and where. It names secrets, and never holds one. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PostgresUser.class, name = PostgresUser.KIND),
  @JsonSubTypes.Type(value = RotationFunction.class, name = RotationFunction.KIND),
  @JsonSubTypes.Type(value = IamRole.class, name = IamRole.KIND),
  @JsonSubTypes.Type(value = IamAccessKey.class, name = IamAccessKey.KIND),
  @JsonSubTypes.Type(value = KmsKey.class, name = KmsKey.KIND),
  @JsonSubTypes.Type(value = TlsCertificate.class, name = TlsCertificate.KIND),
  @JsonSubTypes.Type(value = SigningAuthority.class, name = SigningAuthority.KIND)
})
public sealed interface CredentialSpec
    permits PostgresUser,
        RotationFunction,
        IamRole,
        IamAccessKey,
        KmsKey,
        TlsCertificate,
        SigningAuthority {
  /** The names of all kinds, such as {@code postgres-user}. */
  static List<String> kinds() {
    return Stream.of(CredentialSpec.class.getAnnotation(JsonSubTypes.class).value())
        .map(JsonSubTypes.Type::name)
        .toList();
  }

  /** The name of the kind whose credentials are of this class. */
  static String kindOf(Class<? extends CredentialSpec> type) {
    return Stream.of(CredentialSpec.class.getAnnotation(JsonSubTypes.class).value())
        .filter(kind -> kind.value().equals(type))
        .map(JsonSubTypes.Type::name)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(type.getName() + " is no kind"));
  }

  /** The name of the secret whose versions this credential's values are. */
  SecretId secret();

  /** The kind's name in JSON, function names and documents, such as {@code postgres-user}. */
  @JsonIgnore
  String kind();

  /** The kind whose function answers for it: its own, unless another one can do nothing without. */
  @JsonIgnore
  default String servedBy() {
    return kind();
  }

  /** A stable name of the system that honours the credential: the domain of rate budgets. */
  @JsonIgnore
  String target();

  /** The identities that this credential owns at its target; no other credential may claim them. */
  @JsonIgnore
  List<String> identities();

  /** Whether the target honours the old and the new version at once. If not, install is final. */
  @JsonIgnore
  boolean overlaps();

  /**
   * Whether Rekey itself depends on it: whatever happens, it is replaced first and its old version
   * refused then, for nothing would be done after Rekey had cut itself off.
   */
  default boolean carriesRekey() {
    return false;
  }

  /**
   * Whether the call that contains it also tells how things were before: who changes many at once
   * reads them at once, and a call of its own would only compete with it.
   */
  default boolean stateComesWithContainment() {
    return false;
  }

  /** Whether a login of this identity can be one of this credential's. */
  default boolean owns(String identity) {
    return identities().contains(identity);
  }

  /** The public id of a key that a login of this identity is; nothing if it is a name. */
  default Optional<String> accessKey(String identity) {
    return Optional.empty();
  }

  /**
   * Who acts with it at AWS, as {@code aws:PrincipalArn} names them, with stars for what is not
   * known; nobody where it opens something else.
   */
  default List<String> principals() {
    return List.of();
  }

  /** The secret with Rekey's own login at the target; nothing if the function's role is enough. */
  @JsonIgnore
  Optional<SecretId> rotatorSecret();

  /** Where the credential is used, in names for people. */
  @JsonIgnore
  List<String> places();

  /**
   * The same with everything that somebody has to answer for in this person's name: what a request
   * says about that is not believed.
   *
   * @param by the person, as the door knows them
   * @param at when
   */
  CredentialSpec attributed(String by, Instant at);
}
