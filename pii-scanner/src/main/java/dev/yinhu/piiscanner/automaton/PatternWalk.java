package dev.yinhu.piiscanner.automaton;

/**
 * Walks the tables of a {@link PatternSearch} over one text, stretch by stretch from left to right.
 * Not for use by several threads.
 */
public final class PatternWalk {
  /** Walks of fewer characters leave no trail. */
  private static final int SHORT = 16;

  /** Starts are looked for in so many places before they are walked from. */
  private static final int BLOCK = 256;

  private static final int BYTE = 0xFF;

  private final byte[] classes;
  private final Union union;
  private final char[] chars;
  private final int length;
  private final PatternSearch.Ends ends;
  private final Trail trail = new Trail();
  private final int[] places;

  /**
   * Over a text.
   *
   * @param chars not to be written to meanwhile
   * @param length how many of them are text
   * @param ends takes what is found
   */
  public PatternWalk(PatternSearch search, char[] chars, int length, PatternSearch.Ends ends) {
    this.classes = search.classes();
    this.union = search.union();
    this.chars = chars;
    this.length = length;
    this.ends = ends;
    this.places = new int[Math.min(BLOCK, length)];
  }

  /**
   * Tells where matches may end that start in a stretch, in the order of their starts.
   *
   * @param from first place, not before the last that was walked over
   * @param to behind the last place; matches may end behind it
   * @param outlook what may be found there
   * @return how many steps were taken; a place that is left at once counts as one
   */
  public long over(int from, int to, Outlook outlook) {
    int[] first = union.first(outlook);
    Beginnings beginnings = union.beginnings(outlook);
    long steps = (long) to - from;
    for (int at = from; at < to; at += BLOCK) {
      int end = Math.min(to, at + BLOCK);
      int count = beginnings.find(classes, chars, length, at, end, places);
      for (int i = 0; i < count; i++) {
        steps += walkFrom(places[i], first);
      }
    }
    return steps;
  }

  /** Walks from a place; how many characters were read. */
  private int walkFrom(int start, int[] first) {
    char[] next = union.next;
    int stride = union.stride;
    int most = Math.min(length, start + SHORT);
    int before = start == 0 ? union.columns : classes[chars[start - 1]] & BYTE;
    int state = next[first[before] + (classes[chars[start]] & BYTE)];
    int at = start + 1;
    boolean told = false;
    while (at < most) {
      int column = classes[chars[at]] & BYTE;
      int step = next[state * stride + column];
      if (step >= Union.ENDS) {
        tell(state, column, start, at);
        told = true;
        step &= Union.STATE;
      }
      if (step == Union.DEAD) {
        break;
      }
      state = step;
      at++;
    }
    if (at == length && next[state * stride + union.columns] >= Union.ENDS) {
      tell(state, union.columns, start, at);
      told = true;
    } else if (at == most) {
      return longWalk(start, at, state, told);
    }
    if (told) {
      ends.left(start);
    }
    return at - start;
  }

  /** Goes on with a walk, and leaves a trail. */
  private int longWalk(int start, int from, int firstState, boolean toldBefore) {
    char[] next = union.next;
    int stride = union.stride;
    int state = firstState;
    int at = from;
    boolean told = toldBefore;
    while (state != Union.DEAD && !trail.meets(at, state)) {
      trail.note(from, at, state);
      int column = at == length ? union.columns : classes[chars[at]] & BYTE;
      int step = next[state * stride + column];
      if (step >= Union.ENDS) {
        tell(state, column, start, at);
        told = true;
      }
      state = step & Union.STATE;
      at++;
    }
    trail.end(from, at);
    if (told) {
      ends.left(start);
    }
    return at - start;
  }

  private void tell(int state, int column, int start, int end) {
    for (int expression : union.ended(state, column)) {
      ends.ended(expression, start, end);
    }
  }
}
