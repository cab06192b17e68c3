package dev.rekey.activities.target;

import java.time.Instant;
import java.util.Optional;

/** What the ledger knows of a credential's earlier logins, for a target that has to make place. */
public interface FormerLogins {
  /** Nothing is known of any. */
  FormerLogins UNKNOWN =
      new FormerLogins() {
        @Override
        public boolean areOurs(String identity) {
          return false;
        }

        @Override
        public Optional<Instant> retired(String identity) {
          return Optional.empty();
        }

        @Override
        public void givesWay(String identity, String why) {}
      };

  /** Whether Rekey made this login, or took it into its care, for this credential. */
  boolean areOurs(String identity);

  /** Since when it is refused because another one replaced it; nothing if none ever did. */
  Optional<Instant> retired(String identity);

  /**
   * Writes down that a login is about to be deleted for the one that is ordered, and why. Before
   * the deed, so that it is told even if the call dies right after it.
   */
  void givesWay(String identity, String why);
}
