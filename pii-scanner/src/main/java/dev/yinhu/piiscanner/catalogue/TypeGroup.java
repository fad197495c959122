package dev.yinhu.piiscanner.catalogue;

import java.util.Locale;

/** How a type is recognised; reports keep what was proven apart from what was only read. */
public enum TypeGroup {
  /** By a check digit or a table that few other values pass. */
  CHECKED,
  /** By its shape and what is called so around it. */
  CONTEXT,
  /** Names of persons. */
  NAME,
  /** Postal addresses. */
  ADDRESS,
  /** Keys, tokens, passwords. */
  SECRET,
  /** By a detector of a user. */
  CUSTOM;

  /** The name in {@code types.yaml} and in reports. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
