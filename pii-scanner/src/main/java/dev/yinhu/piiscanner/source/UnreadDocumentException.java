package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Happening.Why;
import dev.yinhu.piiscanner.source.Happening.Wrong;
import java.io.IOException;
import java.util.Optional;

/** A document was not read, or not to its end. Tells nothing of what it holds. */
public final class UnreadDocumentException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Wrong> wrong;
  private final String detail;

  private UnreadDocumentException(Optional<Wrong> wrong, String detail) {
    super(detail);
    this.wrong = wrong;
    this.detail = detail;
  }

  /** It is under a password. */
  public static UnreadDocumentException encrypted() {
    return new UnreadDocumentException(Optional.empty(), Why.ENCRYPTED.words());
  }

  /**
   * Something is wrong with it.
   *
   * @param detail in a few words
   */
  public static UnreadDocumentException of(Wrong wrong, String detail) {
    return new UnreadDocumentException(Optional.of(wrong), detail);
  }

  /** How a watcher is told. */
  Happening happening(String source) {
    return wrong
        .<Happening>map(what -> new WentWrong(source, what, detail))
        .orElseGet(() -> new WasSkipped(source, Why.ENCRYPTED));
  }
}
