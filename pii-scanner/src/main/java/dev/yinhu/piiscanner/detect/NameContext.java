package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.context.Layout;
import java.util.BitSet;
import java.util.List;

/** What the names of that which holds a value say of it: those given and those of the layout. */
final class NameContext {
  private final NameGroups groups;
  private final BitSet fromHints;
  private final Layout layout;
  private int last = -1;
  private BitSet lastGroups = new BitSet();

  NameContext(NameGroups groups, Hints hints, char[] chars, int length) {
    this.groups = groups;
    this.fromHints = hints.names().isEmpty() ? new BitSet() : groups.of(hints.names().getFirst());
    this.layout = new Layout(chars, length);
  }

  /** What they say of a value that starts here; asked from left to right. */
  Verdict of(CompiledRule rule, int start) {
    if (!rule.hasNames()) {
      return Verdict.SILENT;
    }
    if (start != last) {
      last = start;
      lastGroups = all(start);
    }
    return rule.ofName(lastGroups);
  }

  private BitSet all(int start) {
    List<String> names = layout.namesOf(start);
    if (names.isEmpty()) {
      return fromHints;
    }
    BitSet all = (BitSet) fromHints.clone();
    names.forEach(name -> all.or(groups.of(name)));
    return all;
  }
}
