package dev.yinhu.crypto;

import dev.yinhu.crypto.Opened.Reason;
import dev.yinhu.crypto.stream.StreamOpener;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** What came of opening the beginning of a sealed file. */
public sealed interface OpenedFile {
  /**
   * Its header and first segment are authentic; no byte was given away yet. For one thread; {@code
   * toString} hides what it holds.
   */
  final class Begun implements OpenedFile, AutoCloseable {
    private final StreamOpener stream;

    Begun(StreamOpener stream) {
      this.stream = stream;
    }

    /**
     * Writes the plaintext, each segment after it was found authentic. Blocks as the streams do;
     * closes neither.
     *
     * @return empty when the file was whole; else why it was not, and what was written before is
     *     only its beginning
     * @throws IOException when reading or writing fails
     */
    public Optional<Reason> transferTo(OutputStream out) throws IOException {
      stream.write(out);
      while (!stream.isAtEnd()) {
        Optional<Reason> fault = fault(stream.next());
        if (fault.isPresent()) {
          return fault;
        }
        stream.write(out);
      }
      return Optional.empty();
    }

    /** Overwrites the plaintext that is held. */
    @Override
    public void close() {
      stream.close();
    }

    @Override
    public String toString() {
      return "Begun[***]";
    }
  }

  /** Field, subject, context, key and file do not belong together, or it was changed. */
  record NotAuthentic(Reason reason) implements OpenedFile {}

  /** Its keyring version was destroyed. */
  record KeyDestroyed() implements OpenedFile {}

  /** Its keyring version is kept but opens nothing for now. */
  record KeyRetired() implements OpenedFile {}

  /** A format version or suite that this release does not know. */
  record UnsupportedFormat() implements OpenedFile {}

  /** Why a segment did not open; empty when it did. */
  static Optional<Reason> fault(StreamOpener.Next next) {
    return switch (next) {
      case OPENED -> Optional.empty();
      case NOT_AUTHENTIC -> Optional.of(Reason.TAG);
      case TRUNCATED -> Optional.of(Reason.TRUNCATED);
    };
  }
}
