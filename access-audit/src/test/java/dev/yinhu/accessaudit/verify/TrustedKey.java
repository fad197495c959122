package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.note.NoteKey;

/** The key of the logs that tests make. */
public final class TrustedKey {
  private TrustedKey() {}

  public static NoteKey key() {
    return LogFiles.key();
  }

  public static Trust trust() {
    return LogFiles.trust();
  }

  /** A checkpoint, signed. */
  public static String note(TreeHead head) {
    return LogFiles.note(head.size(), head.root());
  }
}
