package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.rule.Boundary;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What one character next to a value shows of boundaries: with nothing beyond it they forbid least.
 * Each boundary is asked for each character once, as rules share them. Not thread-safe.
 */
final class Neighbours {
  private static final int CHARACTERS = Character.MAX_VALUE + 1;

  private final boolean before;
  private final Map<Boundary, BitSet> byBoundary = new EnumMap<>(Boundary.class);
  private final Map<List<Boundary>, IntPredicate> known = new HashMap<>();

  private Neighbours(boolean before) {
    this.before = before;
  }

  static Neighbours before() {
    return new Neighbours(true);
  }

  static Neighbours after() {
    return new Neighbours(false);
  }

  /** Tells which characters allow a value; the same for the same boundaries. */
  IntPredicate of(List<Boundary> bounds) {
    return known.computeIfAbsent(bounds, this::allowed);
  }

  private IntPredicate allowed(List<Boundary> bounds) {
    BitSet allowed = new BitSet(CHARACTERS);
    allowed.set(0, CHARACTERS);
    for (Boundary bound : bounds) {
      allowed.and(byBoundary.computeIfAbsent(bound, this::allowed));
    }
    return allowed::get;
  }

  private BitSet allowed(Boundary bound) {
    Edge edge = before ? Edge.before(List.of(bound)) : Edge.after(List.of(bound));
    BitSet allowed = new BitSet(CHARACTERS);
    for (int c = 0; c < CHARACTERS; c++) {
      allowed.set(c, edge.allowsAlone((char) c));
    }
    return allowed;
  }
}
