package dev.yinhu.subjectrights.cases;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the journal keeps of a step's input and result, and a case's history of an event: names of
 * the register, codes, counts, times and hashes. Their alphabet has no spaces, no {@code @} and no
 * letters beyond ASCII, so sentences, names and addresses cannot get in by mistake; ids and numbers
 * of people are kept out by those who write. Immutable.
 *
 * @param values by name, sorted
 */
public record Facts(SortedMap<String, String> values) {
  /** Nothing to say. */
  public static final Facts NONE = new Facts(new TreeMap<>());

  private static final Pattern NAME = Pattern.compile("[a-z0-9._:-]{1,200}");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._:+/=*-]{0,200}");

  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException when a name or value is of another form; the message does not
   *     repeat the value
   */
  public Facts {
    values = new TreeMap<>(values);
    values.forEach(Facts::check);
  }

  private static void check(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "names of facts are lower case ASCII without spaces, at most 200 characters");
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "fact " + name + " is no code, count, time or hash: nothing else is journaled");
    }
  }

  /** Of a map in any order. */
  public static Facts of(Map<String, String> values) {
    return values.isEmpty() ? NONE : new Facts(new TreeMap<>(values));
  }

  /** The same and one more. */
  public Facts with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(values);
    more.put(name, value);
    return new Facts(more);
  }

  /** The same but for one, which need not be there. */
  public Facts without(String name) {
    SortedMap<String, String> fewer = new TreeMap<>(values);
    fewer.remove(name);
    return new Facts(fewer);
  }

  /** The same and a count. */
  public Facts with(String name, long count) {
    return with(name, Long.toString(count));
  }
}
