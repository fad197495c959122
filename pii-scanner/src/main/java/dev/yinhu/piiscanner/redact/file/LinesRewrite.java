package dev.yinhu.piiscanner.redact.file;

import dev.yinhu.piiscanner.source.Search;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;

/**
 * Redacts a text of one JSON document a line. A line that is no JSON is redacted as text. A line is
 * at most {@value #LONGEST} characters long. For one text.
 */
final class LinesRewrite {
  private static final int LONGEST = 1 << 23;
  private static final int BUFFER = 1 << 16;

  private final Search search;
  private final RedactedOut out;
  private final StringBuilder line = new StringBuilder();
  private long broken;

  private LinesRewrite(Search search, RedactedOut out) {
    this.search = search;
    this.out = out;
  }

  /**
   * Writes them; gives the number of lines that are no JSON.
   *
   * @throws BrokenTextException when a line is too long; some of it may have been written
   */
  static long rewrite(Reader in, Search search, RedactedOut out) throws IOException {
    var rewrite = new LinesRewrite(search, out);
    rewrite.all(in);
    return rewrite.broken;
  }

  private void all(Reader in) throws IOException {
    var buffer = new char[BUFFER];
    for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
      int from = 0;
      for (int at = 0; at < read; at++) {
        if (buffer[at] == '\n') {
          line.append(buffer, from, at + 1 - from);
          from = at + 1;
          line();
        }
      }
      line.append(buffer, from, read - from);
      if (line.length() > LONGEST) {
        throw new BrokenTextException("a line that is not JSON is longer than " + LONGEST);
      }
    }
    line();
  }

  private void line() throws IOException {
    String now = line.toString();
    line.setLength(0);
    if (JsonRewrite.isJson(now)) {
      JsonRewrite.rewrite(new StringReader(now), search, out);
    } else {
      broken++;
      TextRewrite.rewrite(new StringReader(now), search, out);
    }
  }
}
