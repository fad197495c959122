package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * What a verification came to.
 *
 * @param checkpoint what the log states of itself; empty when that could not be read
 * @param signed true when a trusted key of the log signed it and enough witnesses did
 * @param witnesses names of the trusted witnesses that cosigned it
 * @param scope the entries that were to be verified: all of the log, or a slice
 * @param entries how many entries were hashed and found in the tree
 * @param tampered how many findings of that kind there were
 * @param unverifiable how many of that kind, pruning that nobody declared among them
 * @param findings the first {@value Findings#KEPT} findings, by place
 */
public record Verdict(
    Optional<Checkpoint> checkpoint,
    boolean signed,
    List<String> witnesses,
    IndexRange scope,
    long entries,
    long tampered,
    long unverifiable,
    List<Finding> findings) {
  /** Copies the lists. */
  public Verdict {
    witnesses = List.copyOf(witnesses);
    findings = List.copyOf(findings);
  }

  /** True when nothing was found, or only pruning that was declared. */
  public boolean clean() {
    return tampered == 0 && unverifiable == 0;
  }

  /** {@code clean}, {@code tampered} or {@code unverifiable}; tampered is the stronger word. */
  public String result() {
    return tampered > 0 ? "tampered" : unverifiable > 0 ? "unverifiable" : "clean";
  }
}
