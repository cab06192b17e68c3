package dev.rekey.activities.target.iamrole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.TargetInMemory;
import dev.rekey.model.credential.IamRole;
import java.time.Instant;
import java.time.InstantSource;

/** A role in memory, for a world: the target is the real one, its account has the faults. */
public final class RoleInMemory implements TargetInMemory {
  private static final String PARTNER = "arn:aws:iam::222222222222:root";

  private final IamRole spec = Roles.of("111111111111");
  private final InMemoryRoleAccount account =
      new InMemoryRoleAccount(
          spec, Roles.accepting(PARTNER, Roles.FIRST), () -> Instant.parse("2026-11-23T03:00:00Z"));

  /** A role that accepts one external id. */
  public RoleInMemory() {}

  @Override
  public IamRole spec() {
    return spec;
  }

  @Override
  public Login first() {
    return Roles.login(spec, Roles.FIRST);
  }

  @Override
  public Subject<?> struck(Striking.Fault fault, InstantSource clock) {
    RoleAccount struck = Striking.around(RoleAccount.class, account, fault);
    return new Subject<>(new IamRoleTarget(struck, clock), spec, Login.OWN);
  }

  @Override
  public boolean accepts(Login login) {
    return TrustPolicy.of(account.policy()).externalIds().contains(login.value().reveal());
  }

  @Override
  public void lagBy(int questions) {
    account.lagBy(questions);
  }

  @Override
  public long live() {
    return TrustPolicy.of(account.policy()).externalIds().size();
  }

  /** Whether sessions are cut, and no cut is left half done. */
  boolean cutIsDone() {
    String policy = account.inline().getOrDefault(SessionCut.NAME, "");
    assertThat(policy).doesNotContain("Cutting");
    return policy.contains("\"Cut");
  }
}
