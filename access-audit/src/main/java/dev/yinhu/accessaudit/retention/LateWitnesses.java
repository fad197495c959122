package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Witnesses that have not signed the published checkpoint. Such a one remembers an earlier tree; if
 * that ends below the boundary of a pruning, the hashes are gone that would show it how the log
 * went on from there, and it never signs again until whoever runs it lets it begin anew. Blocks.
 */
public final class LateWitnesses {
  private LateWitnesses() {}

  /**
   * Their names in the policy; all that are asked when nothing was published yet.
   *
   * @throws IllegalArgumentException when the published checkpoint is no signed note
   */
  public static List<String> of(TrustPolicy policy, Jdbi jdbi) {
    Optional<SignedNote> published =
        new RetentionStore(jdbi).publishedNote().map(SignedNote::parse);
    return policy.witnesses().stream()
        .filter(witness -> witness.url().isPresent())
        .filter(
            witness -> published.filter(note -> note.isSignedBy(List.of(witness.key()))).isEmpty())
        .map(TrustPolicy.Witness::name)
        .toList();
  }
}
