package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import java.util.Map;
import java.util.Optional;

/**
 * What one entry about pruning says; entries of earlier releases say less.
 *
 * @param from the boundary before
 * @param below the boundary after
 * @param intent index of the entry whose outcome it is
 * @param held how many entries between the two are copied
 * @param released how many copies are let go; in an outcome how many really were
 * @param total how many copies there are now
 * @param hash SHA-256, hexadecimal, over the indexes of those copies
 */
record PruneEntry(
    String request,
    Phase phase,
    Optional<Long> from,
    long below,
    Optional<Long> intent,
    Optional<Long> held,
    Optional<Long> released,
    Optional<Long> total,
    Optional<String> hash) {

  /**
   * Reads it.
   *
   * @throws NumberFormatException when a number is none
   */
  static PruneEntry of(AuditEntry.Admin admin) {
    Map<String, String> details = admin.details();
    return new PruneEntry(
        admin.requestId(),
        admin.phase(),
        number(details, "from"),
        number(details, PruneDeclaration.BELOW).orElse(0L),
        number(details, "intent"),
        number(details, "held"),
        number(details, "released"),
        number(details, PruneDeclaration.HELD),
        Optional.ofNullable(details.get(PruneDeclaration.HELD_HASH)));
  }

  private static Optional<Long> number(Map<String, String> details, String key) {
    return Optional.ofNullable(details.get(key)).map(Long::valueOf);
  }

  /** True when this outcome is that of an intent: its own, or one that a later run finished. */
  boolean ends(long index, PruneEntry begun) {
    return intent.isPresent()
        ? intent.get() == index
        : below == begun.below && (phase == Phase.DONE || request.equals(begun.request));
  }
}
