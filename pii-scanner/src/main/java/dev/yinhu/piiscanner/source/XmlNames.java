package dev.yinhu.piiscanner.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The open elements of an XML document, and how many of each name every one of them has begun. What
 * is held is bounded, whatever the document holds: a parser keeps every name it has met, and so
 * does the counting. For one document.
 */
final class XmlNames {
  /** Elements within each other. */
  static final int DEEPEST = 1000;

  /** Characters of all names that differ, a name's own record counted as {@value #RECORD}. */
  static final int LONGEST_NAMES = 1 << 20;

  /** Names counted at once: those of the children of all open elements. */
  static final int MOST_COUNTED = 1 << 16;

  private static final int RECORD = 64;

  private final Deque<Element> open = new ArrayDeque<>();
  private final Set<String> known = new HashSet<>();
  private final Map<String, Integer> roots = new HashMap<>();
  private int knownLength;
  private int counted;

  /** An element that is open, and how many of each name it has begun. */
  record Element(String name, int index, Map<String, Integer> children) {}

  /** Open elements, the innermost first. */
  Deque<Element> open() {
    return open;
  }

  /**
   * An element begins.
   *
   * @throws BrokenFormException when there are more names, or deeper ones, than are kept
   */
  void begin(String name) throws BrokenFormException {
    if (open.size() == DEEPEST) {
      throw new BrokenFormException("its elements are nested deeper than " + DEEPEST);
    }
    Map<String, Integer> siblings = open.isEmpty() ? roots : open.element().children();
    int index = siblings.merge(name, 1, Integer::sum);
    if (index == 1 && ++counted > MOST_COUNTED) {
      throw new BrokenFormException("more than " + MOST_COUNTED + " names of elements");
    }
    open.push(new Element(name, index, new HashMap<>()));
  }

  /** The innermost element ends. */
  void end() {
    counted -= open.pop().children().size();
  }

  /**
   * A name of any kind was met.
   *
   * @throws BrokenFormException when the names that differ are longer than {@link #LONGEST_NAMES}
   */
  void met(String name) throws BrokenFormException {
    if (known.add(name)) {
      knownLength += name.length() + RECORD;
      if (knownLength > LONGEST_NAMES) {
        throw new BrokenFormException("too many names of elements and attributes");
      }
    }
  }
}
