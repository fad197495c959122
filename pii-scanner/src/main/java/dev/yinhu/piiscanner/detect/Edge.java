package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.rule.Boundary;
import java.util.List;

/**
 * The boundaries on one side of a value, asked once for every ASCII character next to it: mostly
 * that character settles it, and only where it depends on what stands beyond are they asked again.
 */
final class Edge {
  private static final int ASCII = 0x80;
  private static final char HAN = '\u4e2d';
  private static final char[] BEYOND = {'a', 'Z', '0', '_', '-', '.', ':', '=', ' ', HAN};

  private final List<Boundary> bounds;
  private final boolean before;

  /** By character: whether it forbids, and whether it depends. */
  private final boolean[] forbids = new boolean[ASCII];

  private final boolean[] depends = new boolean[ASCII];
  private final boolean asksOthers;

  private Edge(List<Boundary> bounds, boolean before) {
    this.bounds = bounds;
    this.before = before;
    for (char near = 0; near < ASCII; near++) {
      forbids[near] = !allowsAlone(near);
      for (char beyond : BEYOND) {
        depends[near] |= !forbids[near] && !asked(near, beyond);
      }
    }
    this.asksOthers = bounds.contains(Boundary.NOT_HAN) || bounds.contains(Boundary.NOT_LABEL);
  }

  static Edge before(List<Boundary> bounds) {
    return new Edge(bounds, true);
  }

  static Edge after(List<Boundary> bounds) {
    return new Edge(bounds, false);
  }

  /** Whether a character next to the value allows it when nothing stands beyond. */
  boolean allowsAlone(char near) {
    return before ? asked(new char[] {near}, 1, 1) : asked(new char[] {near}, 0, 1);
  }

  private boolean asked(char near, char beyond) {
    return before ? asked(new char[] {beyond, near}, 2, 2) : asked(new char[] {near, beyond}, 0, 2);
  }

  /** Whether a value may start or end at a place. */
  boolean allows(char[] chars, int place, int length) {
    int at = before ? place - 1 : place;
    if (at < 0 || at >= length) {
      return true;
    }
    char near = chars[at];
    if (near >= ASCII) {
      return !asksOthers || asked(chars, place, length);
    }
    return !forbids[near] && (!depends[near] || asked(chars, place, length));
  }

  private boolean asked(char[] chars, int place, int length) {
    for (int i = 0; i < bounds.size(); i++) {
      Boundary bound = bounds.get(i);
      if (before ? !bound.allowsBefore(chars, place) : !bound.allowsAfter(chars, place, length)) {
        return false;
      }
    }
    return true;
  }
}
