package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.EntryJson;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntFunction;

/** Logs whose entries are made up, but for one that speaks of pruning. */
final class Declarations {
  private Declarations() {}

  static IntFunction<byte[]> at(int place, Phase phase, int below) {
    return at(place, phase, Map.of(PruneDeclaration.BELOW, Integer.toString(below)));
  }

  static IntFunction<byte[]> at(int place, Phase phase, Map<String, String> details) {
    byte[] leaf = leaf("r-1", phase, details);
    return index -> index == place ? leaf : LogFiles.entry(index);
  }

  static byte[] leaf(String request, Phase phase, Map<String, String> details) {
    return EntryJson.leaves(
            new AuditEntry.Admin(
                Instant.EPOCH, request, "command-line", PruneDeclaration.ACTION, phase, details))
        .getFirst();
  }
}
