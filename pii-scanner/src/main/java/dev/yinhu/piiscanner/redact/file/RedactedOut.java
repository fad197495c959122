package dev.yinhu.piiscanner.redact.file;

import dev.yinhu.piiscanner.redact.RedactionException;
import dev.yinhu.piiscanner.redact.Replacement;
import dev.yinhu.piiscanner.redact.Replacement.Value;
import dev.yinhu.piiscanner.redact.Replacement.Written;
import dev.yinhu.piiscanner.redact.file.Rewritten.Goes;
import dev.yinhu.piiscanner.redact.file.Rewritten.Stays;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where a redacted text goes. Values wait until there are many of them, because replacements may
 * write to the access log each time they are asked. For one thread.
 */
final class RedactedOut {
  private static final int MOST_VALUES = 1000;
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Writer out;
  private final Replacement replacement;
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Set<Integer>> keyVersions = new TreeMap<>();
  private int characters;

  RedactedOut(Writer out, Replacement replacement) {
    this.out = out;
    this.replacement = replacement;
  }

  /** A piece that waits for the values before it. */
  private record Waiting(Rewritten.Piece piece, Quoting quoting) {}

  /** What is written as it was. */
  void raw(String text) throws IOException {
    if (!text.isEmpty()) {
      wait(new Stays(text), Quoting.PLAIN, text.length());
    }
  }

  /** The pieces of a text. */
  void pieces(List<Rewritten.Piece> pieces, Quoting quoting) throws IOException {
    for (Rewritten.Piece piece : pieces) {
      switch (piece) {
        case Stays(String text) -> wait(piece, quoting, text.length());
        case Goes(Value value) -> {
          values.add(value);
          counts.merge(value.type().name(), 1L, Long::sum);
          wait(piece, quoting, value.text().length());
        }
      }
    }
  }

  private void wait(Rewritten.Piece piece, Quoting quoting, int length) throws IOException {
    if (values.isEmpty() && piece instanceof Stays(String text)) {
      out.write(quoting.of(text));
      return;
    }
    waiting.add(new Waiting(piece, quoting));
    characters += length;
    if (values.size() >= MOST_VALUES || characters >= MOST_CHARACTERS) {
      write();
    }
  }

  private void write() throws IOException {
    List<Written> written = values.isEmpty() ? List.of() : replacement.of(List.copyOf(values));
    if (written.size() != values.size()) {
      throw new RedactionException("some values were not replaced; this is a fault of Yinhu");
    }
    Iterator<Written> next = written.iterator();
    for (Waiting one : waiting) {
      String text =
          switch (one.piece()) {
            case Stays(String stays) -> stays;
            case Goes(Value value) -> text(value, next.next());
          };
      out.write(one.quoting().of(text));
    }
    waiting.clear();
    values.clear();
    characters = 0;
  }

  private String text(Value value, Written written) {
    written
        .keyVersion()
        .ifPresent(version ->
            keyVersions.computeIfAbsent(value.type().name(), _ -> new TreeSet<>()).add(version));
    return written.text();
  }

  /** Writes what waits. */
  void finish() throws IOException {
    write();
    out.flush();
  }

  /** How many values were replaced, by the name of their type. */
  Map<String, Long> counts() {
    return counts;
  }

  /** The versions of keys that stand beside what was written, by the name of the type. */
  Map<String, Set<Integer>> keyVersions() {
    return keyVersions;
  }
}
