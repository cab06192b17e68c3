package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What is to be rotated, and where. It names secrets, and never holds one. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = PostgresUser.class, name = PostgresUser.KIND))
public sealed interface CredentialSpec permits PostgresUser {
  /** The name of the secret whose versions this credential's values are. */
  SecretId secret();

  /** The kind's name in JSON, function names and documents, such as {@code postgres-user}. */
  @JsonIgnore
  String kind();

  /** A stable name of the system that honours the credential: the domain of rate budgets. */
  @JsonIgnore
  String target();

  /** The identities that this credential owns at its target; no other credential may claim them. */
  @JsonIgnore
  List<String> identities();

  /** Whether the target honours the old and the new version at once. If not, install is final. */
  @JsonIgnore
  boolean overlaps();
}
