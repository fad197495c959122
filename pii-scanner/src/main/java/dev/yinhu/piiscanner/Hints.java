package dev.yinhu.piiscanner;

import java.util.List;

/**
 * What is known of a text from outside of it.
 *
 * @param names of what holds the text, nearest first: column or key, then table, file; may be empty
 */
public record Hints(List<String> names) {
  /** Nothing is known. */
  public static final Hints NONE = new Hints(List.of());

  /** Copies the list. */
  public Hints {
    names = List.copyOf(names);
  }

  /** The text is the value of this column or key. */
  public static Hints of(String name) {
    return new Hints(List.of(name));
  }
}
