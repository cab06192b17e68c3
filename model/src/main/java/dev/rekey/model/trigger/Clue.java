package dev.rekey.model.trigger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.credential.Fingerprint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an event speaks of, in its own words. Names and public ids only, never a secret. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "clue")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Clue.Secret.class, name = "secret"),
  @JsonSubTypes.Type(value = Clue.AccessKey.class, name = "access-key"),
  @JsonSubTypes.Type(value = Clue.Certificate.class, name = "certificate"),
  @JsonSubTypes.Type(value = Clue.Principal.class, name = "principal"),
  @JsonSubTypes.Type(value = Clue.Value.class, name = "value"),
  @JsonSubTypes.Type(value = Clue.Other.class, name = "other")
})
public sealed interface Clue {
  /** A secret, by its name or ARN. */
  record Secret(String name) implements Clue {}

  /** An access key, by its public id. */
  record AccessKey(String id) implements Clue {}

  /**
   * A certificate, by what is known of it: its serial number, its SHA-256, or that of its public
   * key.
   *
   * @param hex in hex, with or without colons
   */
  record Certificate(String hex) implements Clue {}

  /**
   * A user or role of IAM. Names are only unique within an account.
   *
   * @param account twelve digits
   * @param identity such as {@code user/ci} or {@code role/deploy}
   */
  record Principal(String account, String identity) implements Clue {
    private static final Pattern ROLE =
        Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):role/(?:.*/)?([^/]+)");

    /** The role of this ARN, which names a path that events leave out; nothing if it is none. */
    public static Optional<Principal> ofRole(String arn) {
      Matcher role = ROLE.matcher(arn);
      return role.matches()
          ? Optional.of(new Principal(role.group(1), "role/" + role.group(2)))
          : Optional.empty();
    }
  }

  /** A value that somebody has seen, by its fingerprint under this installation's key. */
  record Value(Fingerprint fingerprint) implements Clue {}

  /** Something that we cannot look up; people may. */
  record Other(String description) implements Clue {}
}
