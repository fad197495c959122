package dev.yinhu.piiscanner.list;

import dev.yinhu.piiscanner.text.FoldedText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.util.IntsRefBuilder;
import org.apache.lucene.util.fst.FST;
import org.apache.lucene.util.fst.FSTCompiler;
import org.apache.lucene.util.fst.NoOutputs;
import org.jspecify.annotations.Nullable;

/**
 * A set of values, at most {@value #MOST} of at most {@value #LONGEST} characters, in a finite
 * state transducer of Lucene: a million of them take some megabytes. Entries are folded as texts
 * are ({@link FoldedText}), and case does not matter.
 *
 * <p>Where an entry begins or ends with an ASCII letter or digit it must do so in the text: {@code
 * ann} is not found in {@code planned}, 张三 is in 我是张三吗. Immutable and safe for use by many threads.
 */
public final class ValueList {
  /** Most entries. */
  public static final int MOST = 1_000_000;

  /** Longest entry in characters. */
  public static final int LONGEST = 100;

  /** Nothing. */
  public static final ValueList EMPTY = new ValueList(null, 0);

  private static final char COMMENT = '#';

  private final @Nullable FST<Object> entries;
  private final int size;

  private ValueList(@Nullable FST<Object> entries, int size) {
    this.entries = entries;
    this.size = size;
  }

  /**
   * Of these; blank ones are left out.
   *
   * @throws IllegalArgumentException naming the line that is too long, or that there are too many
   */
  public static ValueList of(Iterable<String> values) {
    return of(values.iterator());
  }

  private static ValueList of(Iterator<String> values) {
    List<String> folded = new ArrayList<>();
    for (int line = 1; values.hasNext(); line++) {
      String entry = folded(values.next());
      require(
          entry.length() <= LONGEST,
          "line " + line + " is longer than " + LONGEST + " characters: shorten or remove it");
      if (!entry.isEmpty()) {
        require(
            folded.size() < MOST,
            "a list has at most " + MOST + " entries: write a detector for what they share");
        folded.add(entry);
      }
    }
    return built(folded);
  }

  /**
   * Reads a file of UTF-8 with an entry a line; blank lines and those that begin with {@code #} are
   * none.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException as {@link #of}
   */
  public static ValueList read(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return of(lines.lines().map(ValueList::uncommented).iterator());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String uncommented(String line) {
    return line.indexOf(COMMENT) == 0 ? "" : line;
  }

  private static String folded(String value) {
    FoldedText text = FoldedText.of(value.strip());
    return new String(text.chars(), 0, text.length()).toLowerCase(Locale.ROOT);
  }

  private static ValueList built(List<String> folded) {
    Collections.sort(folded); // by UTF-16 unit, as the transducer wants them
    Object nothing = NoOutputs.getSingleton().getNoOutput();
    try {
      FSTCompiler<Object> compiler =
          new FSTCompiler.Builder<>(FST.INPUT_TYPE.BYTE2, NoOutputs.getSingleton()).build();
      IntsRefBuilder units = new IntsRefBuilder();
      String last = "";
      int size = 0;
      for (String entry : folded) {
        if (!entry.equals(last)) {
          units.clear();
          entry.chars().forEach(units::append);
          compiler.add(units.get(), nothing);
          last = entry;
          size++;
        }
      }
      FST<Object> made = FST.fromFSTReader(compiler.compile(), compiler.getFSTReader());
      return made == null ? EMPTY : new ValueList(made, size);
    } catch (IOException e) {
      throw new UncheckedIOException("a list could not be built in memory", e);
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** How many different entries there are. */
  public int size() {
    return size;
  }

  /** How much memory the entries take, in bytes. */
  public long bytes() {
    FST<Object> all = entries;
    return all == null ? 0 : all.ramBytesUsed();
  }

  /** Whether a stretch of a folded text is an entry, from its first to its last character. */
  public boolean holds(char[] chars, int from, int to) {
    FST<Object> all = entries;
    return all != null && from < to && new ListWalk(all).longest(chars, from, to) == to;
  }

  /** What looks for entries in one text; null without any. */
  @Nullable ListWalk walk() {
    FST<Object> all = entries;
    return all == null ? null : new ListWalk(all);
  }

  /** Tells how many there are, never which. */
  @Override
  public String toString() {
    return "ValueList of " + size;
  }
}
