package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.context.Layout;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lists of names the value at a place stands under: the nearest name given and those of the
 * layout. Asked from left to right.
 */
final class NameContext {
  private static final BitSet NONE = new BitSet(0);

  private final List<String> hints;
  private @Nullable BitSet fromHints;
  private final NameGroups groups;
  private final char[] chars;
  private final int length;
  private @Nullable Layout<BitSet> layout;

  /** The last two that were joined, and the two as one: columns repeat. */
  private BitSet joinedFirst = NONE;

  private BitSet joinedSecond = NONE;
  private BitSet joined = NONE;

  NameContext(NameGroups groups, Hints hints, char[] chars, int length) {
    this.hints = hints.names();
    this.groups = groups;
    this.chars = chars;
    this.length = length;
  }

  /** The lists of a value that starts here; not to be written to. */
  BitSet at(int start) {
    if (start == 0) {
      return fromHints(); // nothing stands before it that could name it
    }
    Layout<BitSet> names = layout;
    if (names == null) {
      names = new Layout<>(chars, length, groups);
      layout = names;
    }
    names.goTo(start);
    BitSet nearest = join(fromHints(), names.nearest());
    return names.further() == null ? nearest : join(nearest, names.further());
  }

  /** The groups of what the hints name. */
  BitSet fromHints() {
    BitSet known = fromHints;
    if (known == null) {
      known = hints.isEmpty() ? NONE : groups.of(hints.getFirst());
      fromHints = known;
    }
    return known;
  }

  private BitSet join(BitSet first, @Nullable BitSet second) {
    if (second == null || second.isEmpty()) {
      return first;
    }
    if (first.isEmpty()) {
      return second;
    }
    if (!(first.equals(joinedFirst) && second.equals(joinedSecond))) {
      joined = (BitSet) first.clone();
      joined.or(second);
      joinedFirst = first;
      joinedSecond = second;
    }
    return joined;
  }
}
