package dev.yinhu.register;

import java.util.Optional;

/**
 * The dotted key of a data category, such as {@code user.contact.email}. A key lies under every key
 * that is a leading part of it.
 *
 * @param value parts of letters, digits, {@code _} and {@code -}, separated by dots, at most
 *     {@value #MAX_LENGTH} characters
 */
public record CategoryKey(String value) implements Comparable<CategoryKey> {
  /** Longest key in characters. */
  public static final int MAX_LENGTH = 200;

  /** Checks the spelling; throws {@link IllegalArgumentException} that says the rule. */
  public CategoryKey {
    boolean good = value.length() <= MAX_LENGTH && Words.isPath(value);
    Words.require(
        "data category",
        value,
        good,
        "write parts of letters, digits, '_' and '-' separated by dots, at most "
            + MAX_LENGTH
            + " characters");
  }

  /** The key without its last part; empty for a root. */
  public Optional<CategoryKey> parent() {
    int dot = value.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(new CategoryKey(value.substring(0, dot)));
  }

  /** Whether this key equals the other or lies under it. */
  public boolean isWithin(CategoryKey other) {
    return value.equals(other.value) || value.startsWith(other.value + ".");
  }

  @Override
  public int compareTo(CategoryKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
