package dev.yinhu.piiscanner.redact.file;

import dev.yinhu.piiscanner.source.OpenedText;
import dev.yinhu.piiscanner.source.Search;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/** Redacts a text of any kind, window by window. Stateless. */
final class TextRewrite {

  private TextRewrite() {}

  /** Writes it. */
  static void rewrite(Reader in, Search search, RedactedOut out) throws IOException {
    var rewritten = new Rewritten(search);
    try {
      OpenedText.passages(
          in,
          passage -> {
            rewritten.take(passage);
            try {
              out.pieces(rewritten.pieces(), Quoting.PLAIN);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
