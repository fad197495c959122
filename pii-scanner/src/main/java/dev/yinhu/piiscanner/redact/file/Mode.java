package dev.yinhu.piiscanner.redact.file;

import dev.yinhu.piiscanner.source.OpenedText;
import dev.yinhu.piiscanner.source.Search;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Locale;

/** The ways in which a text is written anew. */
enum Mode {
  TEXT {
    @Override
    long rewrite(Reader in, Search search, RedactedOut out) throws IOException {
      TextRewrite.rewrite(in, search, out);
      return 0;
    }
  },
  TABLE {
    @Override
    long rewrite(Reader in, Search search, RedactedOut out) throws IOException {
      TableRewrite.rewrite(in, search, out);
      return 0;
    }
  },
  JSON {
    @Override
    long rewrite(Reader in, Search search, RedactedOut out) throws IOException {
      JsonRewrite.rewrite(in, search, out);
      return 0;
    }
  },
  LINES {
    @Override
    long rewrite(Reader in, Search search, RedactedOut out) throws IOException {
      return LinesRewrite.rewrite(in, search, out);
    }
  };

  /**
   * Writes a text.
   *
   * @return how many lines are not of its form and were redacted as text
   * @throws BrokenTextException when it is not of this form; some of it may have been written
   */
  abstract long rewrite(Reader in, Search search, RedactedOut out) throws IOException;

  /**
   * The ways to try in turn. What is called JSON or a table has to be it: as text, escapes could
   * hide what it says. What only looks like JSON may be a log.
   */
  static List<Mode> of(String name, OpenedText text) {
    String lower = name.toLowerCase(Locale.ROOT);
    String plain = text.packed() ? lower.replaceFirst("\\.gz$", "") : lower;
    return switch (text.form()) {
      case CSV -> List.of(TABLE);
      case JSON -> json(plain);
      case TEXT, XML, SQL -> List.of(TEXT);
    };
  }

  private static List<Mode> json(String name) {
    if (name.endsWith(".json")) {
      return List.of(JSON);
    }
    return name.endsWith(".jsonl") || name.endsWith(".ndjson")
        ? List.of(JSON, LINES)
        : List.of(JSON, LINES, TEXT);
  }

  /** Whether lines that are not of the form are told: the file was said to have it. */
  static boolean isPromised(List<Mode> modes) {
    return modes.getLast() != TEXT;
  }
}
