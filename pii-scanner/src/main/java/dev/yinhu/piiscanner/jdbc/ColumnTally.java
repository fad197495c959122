package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.jdbc.ColumnReport.State;
import dev.yinhu.piiscanner.jdbc.RowBatch.Elements;
import dev.yinhu.piiscanner.report.Samples;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the values of a column count to. For one thread; several are added up at the end. */
final class ColumnTally {
  private final CellReading reading;
  private final int longest;
  private final long seed;
  private final int examples;
  private final ValueCache cache = new ValueCache();
  private final Map<PiiType, TypeTally> types = new TreeMap<>();
  private final Map<State, Long> looks = new EnumMap<>(State.class);
  private final long[] peers = new long[ValueForm.COUNT];
  private long nulls;
  private long values;
  private long cut;
  private long notText;

  ColumnTally(CellReading reading, DatabaseScanSettings settings) {
    this.reading = reading;
    this.longest = settings.longestCell();
    this.seed = settings.seed();
    this.examples = settings.examples();
  }

  /** Counts a cell as {@link RowBatch} holds it. */
  void add(@Nullable Object cell) {
    switch (cell) {
      case null -> nulls++;
      case String text -> addText(text);
      case Elements(List<String> texts) -> addElements(texts);
      default -> {
        values++;
        notText++;
      }
    }
  }

  private void addText(String text) {
    if (text.isBlank()) {
      nulls++;
      return;
    }
    values++;
    String value = text;
    if (text.length() > longest) {
      cut++;
      value = text.substring(0, longest);
    }
    ValueCache.Seen seen = seen(value);
    count(seen);
    for (Hit hit : seen.hits()) {
      tally(hit.type()).add(hit, seen.form().peers());
    }
  }

  /** An array is one value: each type counts once. */
  private void addElements(List<String> texts) {
    if (texts.isEmpty()) {
      nulls++;
      return;
    }
    values++;
    Map<PiiType, Hit> best = new TreeMap<>();
    for (String text : texts) {
      for (Hit hit : seen(text).hits()) {
        best.merge(hit.type(), hit, (a, b) -> a.milli() >= b.milli() ? a : b);
      }
    }
    best.values().forEach(hit -> tally(hit.type()).add(hit, ValueForm.NONE));
  }

  private ValueCache.Seen seen(String value) {
    ValueCache.Seen known = cache.get(value);
    if (known != null) {
      return known;
    }
    ValueForm form = ValueForm.of(value);
    List<Hit> hits = form.looks() == State.PROTECTED ? List.of() : reading.hits(value);
    ValueCache.Seen seen = new ValueCache.Seen(value, form, hits);
    cache.put(seen);
    return seen;
  }

  private void count(ValueCache.Seen seen) {
    ValueForm form = seen.form();
    if (form.peers() >= 0) {
      peers[form.peers()]++;
    }
    if (form.looks() != State.PLAIN) {
      looks.merge(form.looks(), 1L, Long::sum);
    }
  }

  private TypeTally tally(PiiType type) {
    return types.computeIfAbsent(type, t -> new TypeTally(seed, examples));
  }

  void add(ColumnTally other) {
    nulls += other.nulls;
    values += other.values;
    cut += other.cut;
    notText += other.notText;
    other.looks.forEach((look, count) -> looks.merge(look, count, Long::sum));
    for (int i = 0; i < peers.length; i++) {
      peers[i] += other.peers[i];
    }
    other.types.forEach((type, tally) -> tally(type).add(tally));
  }

  /** The same without the values. */
  ColumnCounts counts(Samples shown) {
    Map<PiiType, TypeCounts> found = new TreeMap<>();
    types.forEach((type, tally) -> found.put(type, tally.counts(value -> shown.of(type, value))));
    return new ColumnCounts(nulls, values, cut, notText, looks, ValueForm.counted(peers), found);
  }
}
