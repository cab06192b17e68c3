package dev.rekey.activities.rotation;

import dev.rekey.activities.secret.Login;
import java.util.Optional;

/** Where the part of one version is kept that is to be completed. */
public interface Preparations {
  /** What an earlier call kept, and may have had completed. */
  Optional<Login> kept();

  /** Keeps it, and gives it back. */
  Login keep(Login prepared);
}
