package dev.yinhu.piiscanner.appraisal;

import dev.yinhu.piiscanner.necessity.Change;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.report.gate.Sifted;
import java.util.List;
import java.util.Optional;

/**
 * The result of a scan, held against what it is to be held against. Immutable.
 *
 * @param inventory what was found, looked at and not read
 * @param judgements by the register, where there is one
 * @param changes since an earlier scan, where one is given
 * @param sifted the items against baseline and suppressions
 * @param failing those of them on which the gate closes
 * @param closed whether the gate closes
 */
public record Appraisal(
    Inventory inventory,
    Optional<Judgements> judgements,
    Optional<List<Change>> changes,
    Sifted sifted,
    List<Sifted.Item> failing,
    boolean closed) {
  /** Copies the lists. */
  public Appraisal {
    changes = changes.map(List::copyOf);
    failing = List.copyOf(failing);
  }
}
