package dev.yinhu.accessaudit.publish;

import java.io.IOException;
import java.nio.file.Path;

/** Left by whoever brings a backup back: the log may have stated more than the backup knows. */
public final class RestoreMark {
  private RestoreMark() {}

  /**
   * Makes the log that is opened on this directory refuse to state anything until the restore is
   * accepted. Durable when this returns.
   *
   * @param folder {@code audit} in the data directory
   * @param of when the backup was made, or another word for it; one line
   */
  public static void leave(Path folder, String of) throws IOException {
    new KeptFile(folder).markRestored(of);
  }
}
