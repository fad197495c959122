package dev.yinhu.piiscanner.automaton;

/** Takes where matches may start, and counts the steps that were taken to find them out. */
public final class Starts {
  private static final int MOST = 8;

  private final int[] places = new int[MOST];
  private int added;
  private long steps;

  /** For one thread. */
  public Starts() {}

  void clear() {
    added = 0;
  }

  void add(int place) {
    places[added++ % MOST] = place;
  }

  void walked(int distance) {
    steps += distance;
  }

  /** How many there are. */
  public int size() {
    return Math.min(added, MOST);
  }

  /** One of them, from left to right. */
  public int leftmost(int index) {
    return places[(added - 1 - index) % MOST];
  }

  /** How many characters were read since this was made. */
  public long steps() {
    return steps;
  }
}
