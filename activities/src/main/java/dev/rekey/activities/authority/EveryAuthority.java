package dev.rekey.activities.authority;

import dev.rekey.activities.authority.acme.AcmeAuthority;
import dev.rekey.activities.authority.acme.AcmeMaker;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.own.OwnRegister;
import dev.rekey.activities.authority.privateca.PrivateCaAuthority;
import dev.rekey.activities.authority.privateca.PrivateCaMaker;
import dev.rekey.activities.authority.stepca.StepCaAuthority;
import dev.rekey.activities.authority.stepca.StepCaMaker;
import dev.rekey.activities.authority.vault.VaultAuthority;
import dev.rekey.activities.authority.vault.VaultMaker;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Every kind of authority; a new kind is one line here. */
public final class EveryAuthority {
  private EveryAuthority() {}

  /** Those that are elsewhere: what production has. */
  public static Authorities remote() {
    return new Authorities(
        Map.of(
            AcmeAuthority.KIND,
            new AcmeMaker(),
            StepCaAuthority.KIND,
            new StepCaMaker(),
            VaultAuthority.KIND,
            new VaultMaker(),
            PrivateCaAuthority.KIND,
            new PrivateCaMaker()));
  }

  /** The same, and our own ones, which are for one machine alone. */
  public static Authorities withOwn(OwnRegister register, InstantSource clock) {
    Map<String, Authorities.Maker> kinds = new HashMap<>(remote().kinds());
    kinds.put(OwnAuthority.KIND, (name, login) -> new OwnAuthority(name, login, register, clock));
    return new Authorities(kinds);
  }
}
