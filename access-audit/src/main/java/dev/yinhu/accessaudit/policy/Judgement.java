package dev.yinhu.accessaudit.policy;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.Verification;
import java.util.List;

/**
 * What a policy says of a signed checkpoint.
 *
 * @param checkpoint what the note states; worth nothing unless {@link #accepted}
 * @param logs keys of the log it names that signed it
 * @param witnesses those that cosigned it
 * @param quorum true when they are enough
 * @param signatures every line of a known key, with times, and the known keys that signed wrongly
 */
public record Judgement(
    Checkpoint checkpoint,
    List<NoteKey> logs,
    List<TrustPolicy.Witness> witnesses,
    boolean quorum,
    Verification signatures) {
  public Judgement {
    logs = List.copyOf(logs);
    witnesses = List.copyOf(witnesses);
  }

  /** True when the log signed it, enough witnesses cosigned it and no known key signed wrongly. */
  public boolean accepted() {
    return !logs.isEmpty() && quorum && signatures.wrong().isEmpty();
  }
}
