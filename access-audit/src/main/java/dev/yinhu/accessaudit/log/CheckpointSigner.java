package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.NoteSigner;
import java.util.Base64;

/**
 * States the size and root of the log as a C2SP checkpoint: a signed note of origin, size and root.
 * The same head always gives the same bytes. Safe for use by many threads; blocks while it reads
 * the head.
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

  /** The checkpoint of the log as it stands now; signed anew only when the log has grown. */
  public String checkpoint() {
    TreeHead head = log.head();
    Signed signed = last;
    if (!signed.head().equals(head)) {
      signed = new Signed(head, sign(head));
      last = signed;
    }
    return signed.note();
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
