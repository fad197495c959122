package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.Hints;
import java.util.BitSet;

/** What the names of that which holds a value say of it. */
final class NameContext {
  private final BitSet fromHints;

  NameContext(NameGroups groups, Hints hints) {
    fromHints = hints.names().isEmpty() ? new BitSet() : groups.of(hints.names().getFirst());
  }

  /** What they say of a value that starts here. */
  Verdict of(CompiledRule rule, int start) {
    return rule.ofName(fromHints);
  }
}
