package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import java.util.Collection;
import java.util.Optional;

/**
 * What the person who verifies brings along.
 *
 * @param policy whose signatures are believed; empty: none, so that only the structure is checked
 * @param since an earlier checkpoint of the log, a signed note, with which the log must begin
 * @param prunedBelow the first index that must still be there; what lies below may be pruned
 */
public record Trust(Optional<TrustPolicy> policy, Optional<String> since, long prunedBelow) {
  /** No key: nothing that is found can be clean. */
  public static Trust none() {
    return new Trust(Optional.empty(), Optional.empty(), 0);
  }

  /** Trusts these keys of logs, and asks for no witness. */
  public static Trust ofKeys(Collection<NoteKey> keys) {
    return of(TrustPolicy.ofLogs(keys));
  }

  /** Trusts logs and witnesses of a policy. */
  public static Trust of(TrustPolicy policy) {
    return new Trust(Optional.of(policy), Optional.empty(), 0);
  }

  /** The same, and the log must begin with the tree of this earlier checkpoint. */
  public Trust since(String note) {
    return new Trust(policy, Optional.of(note), prunedBelow);
  }

  /** The same, and what lies below the index may be pruned, whatever the log says. */
  public Trust prunedBelow(long index) {
    return new Trust(policy, since, index);
  }
}
