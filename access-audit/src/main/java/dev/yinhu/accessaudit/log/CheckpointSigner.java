package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.NoteSigner;
import java.util.Base64;

/**
 * States the size and root of the log as a C2SP checkpoint: a signed note of origin, size and root.
 * The same head always gives the same bytes; a log that has shrunk, or has another root at the same
 * size, is refused for as long as this process runs. A history that was rewritten and is longer is
 * not noticed here. Safe for use by many threads; blocks while it reads the head.
 */
public final class CheckpointSigner {
  private record Signed(TreeHead head, String note) {}

  private final AuditLog log;
  private final NoteSigner signer;
  private volatile Signed last;

  /**
   * @param signer its name is the log's origin
   */
  public CheckpointSigner(AuditLog log, NoteSigner signer) {
    this.log = log;
    this.signer = signer;
    TreeHead head = log.head();
    this.last = new Signed(head, sign(head));
  }

  /** The key that verifies the checkpoints. */
  public NoteKey key() {
    return signer.key();
  }

  /**
   * The checkpoint of the log as it stands now; signed anew only when the log has grown.
   *
   * @throws AuditException when the log is shorter than, or differs from, what was signed last
   */
  public String checkpoint() {
    Signed before = last;
    TreeHead head = log.head();
    if (before.head().equals(head)) {
      return before.note();
    }
    if (head.size() <= before.head().size()) {
      throw new AuditException(
          "the log is %s, but %s was signed: entries were lost or changed; restore the newest"
                  .formatted(head, before.head())
              + " backup of the schema audit");
    }
    return keep(new Signed(head, sign(head))).note();
  }

  /** Another thread may have signed a longer log meanwhile; that one stays the last. */
  private synchronized Signed keep(Signed signed) {
    if (signed.head().size() > last.head().size()) {
      last = signed;
    }
    return signed;
  }

  private String sign(TreeHead head) {
    return signer.sign(
        signer.key().name()
            + "\n"
            + head.size()
            + "\n"
            + Base64.getEncoder().encodeToString(head.root())
            + "\n");
  }
}
