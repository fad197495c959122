package dev.yinhu.piiscanner;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A kind of personal data, by the name under which every output tells it.
 *
 * <p>The built-in names stand in docs/scanner.md and do not change; a custom detector brings its
 * own.
 *
 * @param name upper-case letters, digits and underscores, a letter first, at most 64 characters
 */
public record PiiType(String name) implements Comparable<PiiType>, Serializable {
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  /** Checks the name; throws {@link IllegalArgumentException} saying what a name may hold. */
  public PiiType {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a type is named by upper-case letters, digits and underscores, a letter first, at most"
              + " 64 characters");
    }
  }

  /**
   * The type that somebody asks for.
   *
   * @throws WrongSettings naming what is no name of a type
   */
  public static PiiType asked(String name) {
    try {
      return new PiiType(name);
    } catch (IllegalArgumentException e) {
      throw new WrongSettings(name + " names no type: " + e.getMessage());
    }
  }

  @Override
  public int compareTo(PiiType other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
