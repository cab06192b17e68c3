package dev.rekey.model.incident;

/**
 * What a principal of AWS is denied from outside its account.
 *
 * @param principal as {@code aws:PrincipalArn} names it; a star stands for what is not known of it,
 *     such as its path
 * @param everything whether all it does is denied; else only what sessions do that were issued
 *     before the denial
 */
public record OuterDenial(String principal, boolean everything) {
  private static final int ACCOUNT = 4;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if that is no principal of one account
   */
  public OuterDenial {
    String[] parts = principal.split(":", -1);
    if (parts.length != 6
        || !parts[ACCOUNT].matches("\\d{12}")
        || !parts[5].matches("(user|role)/[\\w+=,.@/*-]+")) {
      throw new IllegalArgumentException(
          "A principal is named by its ARN, such as arn:aws:iam::123456789012:user/deploy");
    }
  }

  /** The twelve digits of its account. */
  public String account() {
    return principal.split(":", -1)[ACCOUNT];
  }
}
