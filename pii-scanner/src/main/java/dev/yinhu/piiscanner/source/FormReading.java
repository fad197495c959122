package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Happening.Wrong;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text in its form. Where that breaks it is read on as plain text; JSON of one document a
 * line goes on with the next line. For one file.
 */
final class FormReading {
  private static final int START = 512;

  private final String source;
  private final Watcher watcher;
  private long breaks;
  private @Nullable String firstBreak;

  FormReading(String source, Watcher watcher) {
    this.source = source;
    this.watcher = watcher;
  }

  /**
   * Reads to the end.
   *
   * @param name of the file, without what only says how it was packed
   * @return the form in which it began
   */
  Form read(String name, Reader text) throws IOException {
    var tap = new Tap(text);
    Form first = Form.of(name, tap.peek(START));
    Form form = first;
    boolean byLine = isByLine(name);
    boolean going = true;
    while (going) {
      try {
        form.read(tap, this::give);
        going = false;
      } catch (BrokenFormException e) {
        broke(e);
        tap = tap.rest();
        if (byLine) {
          tap = behindLine(tap);
        } else {
          form = Form.TEXT;
        }
      }
    }
    tellBreaks();
    return first;
  }

  private static boolean isByLine(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
  }

  private void give(Passage passage) {
    watcher.passage(source, passage);
  }

  private void broke(BrokenFormException e) {
    breaks++;
    if (firstBreak == null) {
      firstBreak = e.getMessage();
    }
  }

  private void tellBreaks() {
    if (firstBreak != null) {
      String detail =
          breaks == 1 ? firstBreak : firstBreak + ", and " + (breaks - 1) + " times more";
      watcher.happened(new WentWrong(source, Wrong.BROKEN_FORM, detail));
    }
  }

  private Tap behindLine(Tap tap) throws IOException {
    LineOrigin start = tap.origin();
    Windows.of(new OneLine(tap), Hints.NONE, start, this::give);
    return tap.rest();
  }
}
