package dev.rekey.model.credential;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names that a certificate can be for: DNS names, with a wildcard in front, and addresses. */
public final class TlsNames {
  private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?";
  private static final Pattern HOST = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+");
  private static final int LONGEST = 253;
  private static final String WILDCARD = "*.";

  private TlsNames() {}

  /** Whether it is a DNS name without a wildcard, or an address. */
  public static boolean isHost(String name) {
    return isAddress(name)
        || (name.length() <= LONGEST && HOST.matcher(name.toLowerCase(Locale.ROOT)).matches());
  }

  /** Whether it is an address, rather than a name. */
  public static boolean isAddress(String name) {
    return ADDRESS.matcher(name).matches();
  }

  /** Whether a certificate can be for it. */
  public static boolean isName(String name) {
    return isHost(name.startsWith(WILDCARD) ? name.substring(WILDCARD.length()) : name)
        && !(name.startsWith(WILDCARD) && isAddress(name.substring(WILDCARD.length())));
  }

  /**
   * Whether one of the names covers the host; a wildcard stands for exactly one label (RFC 6125).
   */
  public static boolean cover(List<String> names, String host) {
    String asked = host.toLowerCase(Locale.ROOT);
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals(asked) || wildcardCovers(name, asked));
  }

  private static boolean wildcardCovers(String name, String asked) {
    int dot = asked.indexOf('.');
    return name.startsWith(WILDCARD)
        && dot > 0
        && !isAddress(asked)
        && asked.substring(dot).equals(name.substring(1));
  }
}
