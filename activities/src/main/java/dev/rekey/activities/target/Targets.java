package dev.rekey.activities.target;

import dev.rekey.activities.target.postgres.PostgresTarget;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.PostgresUser;

/** The target of each kind of credential; a new kind does not compile until it is named here. */
public final class Targets {
  private final CredentialTarget<PostgresUser> postgres;

  /** One instance of each; they keep sessions open, so keep it. */
  public Targets() {
    this(new PostgresTarget());
  }

  /** These targets, one for each kind. */
  public Targets(CredentialTarget<PostgresUser> postgres) {
    this.postgres = postgres;
  }

  /** The system that honours this credential. */
  @SuppressWarnings("unchecked") // each branch gives the target of its own pattern's type
  public <S extends CredentialSpec> CredentialTarget<S> of(S credential) {
    return (CredentialTarget<S>)
        switch ((CredentialSpec) credential) {
          case PostgresUser user -> postgres;
        };
  }
}
