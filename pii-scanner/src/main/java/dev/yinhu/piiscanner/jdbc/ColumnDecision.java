package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.Trace.Ground;
import dev.yinhu.piiscanner.Trace.Term;
import dev.yinhu.piiscanner.jdbc.ColumnReport.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Decides what a column holds, from counts alone (docs/scanner.md, Scanning databases).
 *
 * <p>The confidence begins with the mean of the values' own. Most values of a column agreeing adds
 * to it, where more than their shape speaks for at least half of them. Whole values of which no
 * more pass a check than would by chance lose most of it: one random number in ten passes the Luhn
 * check (ISO/IEC 7812-1, annex B), one in eleven MOD 11-2 (ISO 7064).
 */
final class ColumnDecision {
  private static final double NEARLY_ALL = 0.8;
  private static final double MOST = 0.5;
  private static final double NEARLY_ALL_ADDS = 0.3;
  private static final double MOST_ADDS = 0.15;

  /** A weak check lets through one in ten: what lies surely below this is chance. */
  private static final double CHANCE = 0.3;

  private static final int LEAST_PEERS = 20;
  private static final double CHANCE_TAKES = 0.5;

  private static final double NEARLY_EVERY = 0.95;
  private static final int LEAST_VALUES = 5;
  private static final double PARTLY = 0.01;

  private final ToDoubleFunction<PiiType> threshold;
  private final boolean sampled;

  /**
   * @param sampled whether the rows were drawn out of more
   */
  ColumnDecision(ToDoubleFunction<PiiType> threshold, boolean sampled) {
    this.threshold = threshold;
    this.sampled = sampled;
  }

  ColumnReport report(TableName table, Column column, ColumnCounts tally) {
    List<ColumnFinding> findings = new ArrayList<>();
    tally
        .types()
        .forEach((type, counted) -> findings.add(finding(table, column, tally, type, counted)));
    findings.sort(
        Comparator.comparing(ColumnFinding::certain).reversed().thenComparing(ColumnFinding::type));
    return new ColumnReport(
        column.name(),
        column.typeName(),
        state(column, tally, findings),
        tally.values(),
        tally.nulls(),
        tally.looking(State.PROTECTED),
        tally.cut(),
        tally.notText(),
        findings);
  }

  private ColumnFinding finding(
      TableName table, Column column, ColumnCounts tally, PiiType type, TypeCounts counted) {
    long values = tally.readable();
    List<Term> terms = terms(tally, counted);
    double confidence = Math.clamp(terms.stream().mapToDouble(Term::weight).sum(), 0.0, 1.0);
    return new ColumnFinding(
        table,
        column.name(),
        type,
        values,
        counted.hits(),
        counted.whole(),
        sampled ? Share.estimated(counted.hits(), values) : Share.exact(counted.hits(), values),
        confidence,
        confidence >= threshold.applyAsDouble(type),
        terms,
        counted.examples());
  }

  static List<Term> terms(ColumnCounts tally, TypeCounts counted) {
    List<Term> terms = new ArrayList<>();
    terms.add(new Term(Ground.STRUCTURE, "mean-of-values", counted.meanConfidence()));
    double whole = Share.estimated(counted.whole(), tally.readable()).low();
    if (counted.supported() * 2 >= counted.hits() && whole >= MOST) {
      terms.add(
          whole >= NEARLY_ALL
              ? new Term(Ground.COLUMN, "nearly-all-values", NEARLY_ALL_ADDS)
              : new Term(Ground.COLUMN, "most-values", MOST_ADDS));
    }
    if (byChance(tally, counted)) {
      terms.add(new Term(Ground.COLUMN, "no-more-than-by-chance", -CHANCE_TAKES));
    }
    return terms;
  }

  /**
   * Few of the values that look alike are it, most hits are such values, and the column's name says
   * nothing.
   */
  private static boolean byChance(ColumnCounts tally, TypeCounts counted) {
    long alike = 0;
    long hits = 0;
    for (Map.Entry<Integer, Long> form : counted.peers().entrySet()) {
      hits += form.getValue();
      alike += tally.peers().getOrDefault(form.getKey(), 0L);
    }
    return counted.named() == 0
        && hits * 2 > counted.hits()
        && alike >= LEAST_PEERS
        && Share.estimated(hits, alike).high() < CHANCE;
  }

  private static State state(Column column, ColumnCounts tally, List<ColumnFinding> findings) {
    if (column.kind() == Column.Kind.NONE) {
      return State.NOT_READ;
    }
    long values = tally.values();
    long sealed = tally.looking(State.PROTECTED);
    if (sealed > 0 && sealed == values) {
      return State.PROTECTED;
    }
    if (sealed > 0 && sealed >= values * PARTLY) {
      return State.PARTLY_PROTECTED;
    }
    if (values > 0 && tally.notText() == values) {
      return State.BINARY;
    }
    boolean known = findings.stream().anyMatch(f -> f.certain() && f.whole() * 2 >= values);
    return known ? State.PLAIN : hidden(tally);
  }

  private static State hidden(ColumnCounts tally) {
    for (State look : List.of(State.PASSWORD_HASHES, State.HASHED, State.ENCRYPTED)) {
      boolean nearlyEvery = tally.looking(look) >= tally.values() * NEARLY_EVERY;
      if (tally.values() >= LEAST_VALUES && nearlyEvery) {
        return look;
      }
    }
    return State.PLAIN;
  }
}
