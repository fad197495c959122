package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;

/** Asks witnesses for their signatures on a checkpoint that is about to be published. */
@FunctionalInterface
public interface Cosigning {
  /** No witness is asked, none is needed. */
  Cosigning NONE = (_, _) -> new Cosigned("", true, "");

  /**
   * What came of it.
   *
   * @param lines signature lines that verify, each ending in a newline, to be added to the note
   * @param quorum true when they are enough for the policy
   * @param missing which witnesses did not sign and why, for people; empty when all did
   */
  record Cosigned(String lines, boolean quorum, String missing) {}

  /**
   * Asks; takes no longer than the configuration allows, however slow the witnesses are.
   *
   * @param note the signed checkpoint
   */
  Cosigned cosign(Checkpoint checkpoint, String note);
}
