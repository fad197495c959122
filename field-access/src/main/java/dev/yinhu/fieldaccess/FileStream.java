package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.Opened;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** A file after its first entry: moves its bytes, and records what keeps them from their end. */
final class FileStream {
  /** Moves all bytes; says why the file that came in was not whole. */
  interface Bytes {
    Optional<Opened.Reason> move(OutputStream out) throws IOException;
  }

  /** What is recorded when the file did not get to its end. */
  interface Ending {
    void record(String outcome, String detail);
  }

  private static final String INTERRUPTED = "interrupted";

  private final Bytes bytes;
  private final Ending ending;

  FileStream(Bytes bytes, Ending ending) {
    this.bytes = bytes;
    this.ending = ending;
  }

  boolean run(OutputStream out) throws IOException {
    Optional<Opened.Reason> fault;
    try {
      fault = bytes.move(out);
    } catch (IOException | RuntimeException | Error e) {
      ending.record(INTERRUPTED, "");
      throw e;
    }
    fault.ifPresent(reason -> ending.record(ItemCode.NOT_AUTHENTIC.text(), code(reason)));
    return fault.isEmpty();
  }

  static String code(Opened.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
