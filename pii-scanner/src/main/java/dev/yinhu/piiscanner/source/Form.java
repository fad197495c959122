package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.Hints;
import java.io.IOException;
import java.util.Locale;

/** The forms of text that are read by their structure, and plain text. */
public enum Form {
  /** Text of any kind, by lines. */
  TEXT {
    @Override
    void read(Tap in, Passage.Sink sink) throws IOException {
      LineOrigin start = in.origin();
      Windows.of(in.plain(), Hints.NONE, start, sink);
    }
  },
  /** Comma-separated values and the like (RFC 4180). */
  CSV {
    @Override
    void read(Tap in, Passage.Sink sink) throws IOException {
      CsvForm.read(in, sink);
    }
  },
  /** JSON documents (RFC 8259), one or several behind each other. */
  JSON {
    @Override
    void read(Tap in, Passage.Sink sink) throws IOException {
      JsonForm.read(in, sink);
    }
  },
  /** Dumps of databases: statements of SQL. */
  SQL {
    @Override
    void read(Tap in, Passage.Sink sink) throws IOException {
      SqlForm.read(in, sink);
    }
  },
  /** XML documents, without their DTD. */
  XML {
    @Override
    void read(Tap in, Passage.Sink sink) throws IOException {
      XmlForm.read(in, sink);
    }
  };

  /**
   * Gives the passages of a text.
   *
   * @throws BrokenFormException when the form breaks; the tap knows where
   */
  abstract void read(Tap in, Passage.Sink sink) throws IOException;

  /** By the name of a file and how its text begins. */
  static Form of(String name, String start) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv") || lower.endsWith(".tsv")) {
      return CSV;
    }
    if (lower.endsWith(".json") || lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
      return JSON;
    }
    if (lower.endsWith(".sql") || SqlForm.isDump(start)) {
      return SQL;
    }
    String text = start.stripLeading();
    if (lower.endsWith(".xml") || text.startsWith("<?xml")) {
      return XML;
    }
    return text.startsWith("{\"") || text.startsWith("[{") ? JSON : TEXT;
  }
}
