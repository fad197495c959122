package dev.yinhu.piiscanner.automaton;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Transition;

/**
 * The characters of the basic plane, sorted into classes that no transition and no boundary of a
 * set of automata tells apart. Tables have a column for each class instead of each character.
 */
final class CharClasses {
  static final int CHARACTERS = Character.MAX_VALUE + 1;

  /** Most classes: one, and the end of the text as one more, must fit into a byte. */
  static final int MOST = 255;

  private static final int BYTE = 0xFF;
  private static final int NONE = -1;

  /** What most characters of values are. */
  private static final String VALUES = "0123456789-. etaoinsrhldcumfpgwybvkxjqz";

  private final byte[] classes;
  private final char[] samples;

  private CharClasses(byte[] classes, char[] samples) {
    this.classes = classes;
    this.samples = samples;
  }

  static CharClasses of(Iterable<Compiled> all) {
    Set<BitSet> sets = new LinkedHashSet<>();
    Set<IntPredicate> asked = new LinkedHashSet<>();
    for (Compiled compiled : all) {
      addLabels(compiled.exact(), sets);
      addLabels(compiled.relaxed(), sets);
      addLabels(compiled.lead(), sets);
      asked.add(compiled.expression().before());
      asked.add(compiled.expression().after());
    }
    asked.forEach(allowed -> sets.add(members(allowed)));
    return refined(sets);
  }

  /** What leads from a state to another, for every such two; equal sets are one. */
  private static void addLabels(Automaton automaton, Set<BitSet> sets) {
    Transition step = new Transition();
    for (int state = 0; state < automaton.getNumStates(); state++) {
      Map<Integer, BitSet> byTarget = new HashMap<>();
      int steps = automaton.initTransition(state, step);
      for (int i = 0; i < steps; i++) {
        automaton.getNextTransition(step);
        if (step.min < CHARACTERS) {
          byTarget
              .computeIfAbsent(step.dest, target -> new BitSet())
              .set(step.min, Math.min(step.max, Character.MAX_VALUE) + 1);
        }
      }
      sets.addAll(byTarget.values());
    }
  }

  private static BitSet members(IntPredicate allowed) {
    BitSet members = new BitSet(CHARACTERS);
    for (int c = 0; c < CHARACTERS; c++) {
      members.set(c, allowed.test(c));
    }
    return members;
  }

  private static CharClasses refined(Set<BitSet> sets) {
    int[] starts = starts(sets);
    int[] classes = new int[starts.length];
    int count = 1;
    for (BitSet set : sets) {
      count = split(starts, classes, count, set);
    }
    if (count > MOST) {
      throw new TooComplexException(
          "the patterns tell more than "
              + MOST
              + " kinds of characters apart: use lists for many words");
    }
    byte[] flat = new byte[CHARACTERS];
    for (int i = 0; i < starts.length; i++) {
      int end = i + 1 < starts.length ? starts[i + 1] : CHARACTERS;
      Arrays.fill(flat, starts[i], end, (byte) classes[i]);
    }
    return numbered(flat, count);
  }

  /** Numbers the classes anew, those of values first: what is read of a row lies together. */
  private static CharClasses numbered(byte[] flat, int count) {
    char[] samples = new char[count];
    int[] numbers = new int[count];
    Arrays.fill(numbers, NONE);
    int next = 0;
    for (int i = 0; i < VALUES.length() + CHARACTERS; i++) {
      char c = i < VALUES.length() ? VALUES.charAt(i) : (char) (i - VALUES.length());
      int old = flat[c] & BYTE;
      if (numbers[old] == NONE) {
        samples[next] = c;
        numbers[old] = next++;
      }
    }
    for (int c = 0; c < CHARACTERS; c++) {
      flat[c] = (byte) numbers[flat[c] & BYTE];
    }
    return new CharClasses(flat, samples);
  }

  /** Where stretches of characters start that no set parts. */
  private static int[] starts(Set<BitSet> sets) {
    BitSet starts = new BitSet(CHARACTERS);
    starts.set(0);
    for (BitSet set : sets) {
      for (int c = set.nextSetBit(0); c >= 0; c = set.nextSetBit(c)) {
        starts.set(c);
        c = set.nextClearBit(c);
        starts.set(c);
      }
    }
    starts.clear(CHARACTERS);
    return starts.stream().toArray();
  }

  /** Gives those stretches of each class that are in the set a class of their own. */
  private static int split(int[] starts, int[] classes, int count, BitSet set) {
    int[] sizes = new int[count];
    int[] inside = new int[count];
    for (int i = 0; i < starts.length; i++) {
      sizes[classes[i]]++;
      inside[classes[i]] += set.get(starts[i]) ? 1 : 0;
    }
    int next = count;
    int[] target = new int[count];
    for (int i = 0; i < count; i++) {
      target[i] = inside[i] > 0 && inside[i] < sizes[i] ? next++ : i;
    }
    for (int i = 0; next > count && i < starts.length; i++) {
      if (set.get(starts[i])) {
        classes[i] = target[classes[i]];
      }
    }
    return next;
  }

  int count() {
    return samples.length;
  }

  /** A character of a class: it stands for all of them. */
  char sample(int number) {
    return samples[number];
  }

  /** The classes by character; not to be written to. */
  byte[] table() {
    return classes;
  }
}
