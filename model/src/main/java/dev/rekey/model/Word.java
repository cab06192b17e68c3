package dev.rekey.model;

import java.util.Locale;

/** A constant as documents, commands and reports write it: {@code ON_CALL} is on-call. */
public final class Word {
  private Word() {}

  /** The word of a constant. */
  public static String of(Enum<?> constant) {
    return of(constant.name());
  }

  /** The word of a constant's name. */
  public static String of(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
