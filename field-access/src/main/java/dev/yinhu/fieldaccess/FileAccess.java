package dev.yinhu.fieldaccess;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** What came of asking for a file to be encrypted or decrypted, before its first byte is given. */
public sealed interface FileAccess {
  /**
   * It was allowed, the entry that says so is durable, and no byte was written yet. Used once, by
   * one thread.
   */
  final class Begun implements FileAccess {
    private final FileStream stream;

    Begun(FileStream stream) {
      this.stream = stream;
    }

    /**
     * Reads the rest of what came in and writes what goes out, in constant memory and each segment
     * after it was found authentic. Blocks as the streams do; closes neither. Whatever keeps it
     * from its end is recorded in a second entry of the same request.
     *
     * @return false when a segment was not authentic: what was written is then only the beginning,
     *     and its reader has to be told
     * @throws IOException when reading or writing fails
     */
    public boolean transferTo(OutputStream out) throws IOException {
      return stream.run(out);
    }
  }

  /**
   * It was not allowed or cannot be done; recorded as such.
   *
   * @param message what is wrong and what to do; never holds a value
   * @param retryAfter when a limit held it back: how long until one more will pass
   */
  record Refused(ItemCode code, String message, Optional<Duration> retryAfter)
      implements FileAccess {}
}
