package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.necessity.Change;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.report.gate.Sifted;
import java.util.List;
import java.util.Optional;

/**
 * The result of a scan, held against what it is to be held against.
 *
 * @param inventory what was found, looked at and not read
 * @param judgements by the register, where there is one
 * @param changes since an earlier scan, where one is given
 * @param sifted the items against baseline and suppressions
 * @param failing those of them on which the gate closes
 * @param closed whether the gate closes
 */
record Appraisal(
    Inventory inventory,
    Optional<Judgements> judgements,
    Optional<List<Change>> changes,
    Sifted sifted,
    List<Sifted.Item> failing,
    boolean closed) {
  Appraisal {
    changes = changes.map(List::copyOf);
    failing = List.copyOf(failing);
  }
}
