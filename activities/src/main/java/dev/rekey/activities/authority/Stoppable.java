package dev.rekey.activities.authority;

/** An authority that can be told to certify nothing any more, whoever asks it. */
public interface Stoppable {
  /** Whether it is for us to say. */
  default boolean canBeStopped() {
    return true;
  }

  /**
   * Tells it so. What it revoked, and will revoke, it goes on telling.
   *
   * @throws dev.rekey.activities.StepFailedException PERMISSION_DENIED if it is not for us to say
   */
  void stop();

  /** Whether it was told so. */
  boolean stopped();
}
