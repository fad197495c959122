package dev.yinhu.breachresponse.severity;

import dev.yinhu.breachresponse.severity.CacTable.Criterion;
import dev.yinhu.breachresponse.severity.CacTable.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the tables say to a judgement and figures. The same input gives the same answer; nothing
 * here decides what a law demands.
 *
 * @param enisa the score with its terms
 * @param cacLevel key of the highest Chinese level that is reached; empty when none is
 * @param cacGrounds what reaches it: {@code persons}, or keys of criteria
 * @param notCounted criteria that were said to be met and do not apply, as nobody has checked them
 * @param flags keys of the flags that are set; {@code unintelligible} among them
 * @param criminal counts by kind of criminal law
 * @param criminalReached whether one of these is reached, or all together where that applies
 */
public record Severity(
    EnisaScore enisa,
    Optional<String> cacLevel,
    List<String> cacGrounds,
    List<String> notCounted,
    SortedSet<String> flags,
    List<CriminalCount> criminal,
    boolean criminalReached) {
  /** Set when what leaked was ciphertext whose key is safe. */
  public static final String UNINTELLIGIBLE = "unintelligible";

  private static final String PERSONS = "persons";

  /** Copies what it is given. */
  public Severity {
    cacGrounds = List.copyOf(cacGrounds);
    notCounted = List.copyOf(notCounted);
    flags = Collections.unmodifiableSortedSet(new TreeSet<>(flags));
    criminal = List.copyOf(criminal);
  }

  /**
   * The answer.
   *
   * @throws IllegalArgumentException when the judgement names what the tables do not know
   */
  public static Severity of(SeverityTables tables, Judgement judgement, Counts counts) {
    EnisaScore enisa = EnisaScore.of(tables.enisa(), judgement.enisa());
    List<Criterion> met = met(tables.cac(), judgement);
    Optional<Step> level = level(tables.cac(), met, counts.persons());
    List<CriminalCount> criminal = CriminalCount.of(tables.criminal(), counts);
    return new Severity(
        enisa,
        level.map(Step::key),
        level.map(step -> grounds(step, met, counts.persons())).orElse(List.of()),
        met.stream().filter(each -> !each.applies()).map(Criterion::key).toList(),
        flags(tables.flags(), counts),
        criminal,
        criminal.stream().anyMatch(CriminalCount::reached)
            || (tables.criminal().together() && CriminalCount.together(criminal)));
  }

  private static List<Criterion> met(CacTable table, Judgement judgement) {
    List<Criterion> met = new ArrayList<>();
    for (String key : judgement.criteria()) {
      met.add(
          table
              .criterion(key)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "there is no such criterion; the table knows "
                          + table.criteria().stream().map(Criterion::key).toList())));
    }
    return met;
  }

  /** The highest level that is reached in any way. */
  private static Optional<Step> level(CacTable table, List<Criterion> met, long persons) {
    return table.levels().reversed().stream()
        .filter(step -> !grounds(step, met, persons).isEmpty())
        .findFirst();
  }

  private static List<String> grounds(Step step, List<Criterion> met, long persons) {
    List<String> grounds = new ArrayList<>();
    if (persons >= step.persons()) {
      grounds.add(PERSONS);
    }
    met.stream()
        .filter(each -> each.applies() && each.level().equals(step.key()))
        .map(Criterion::key)
        .forEach(grounds::add);
    return grounds;
  }

  private static SortedSet<String> flags(List<FlagRule> rules, Counts counts) {
    SortedSet<String> flags = new TreeSet<>();
    for (FlagRule rule : rules) {
      long number = rule.sensitiveOnly() ? counts.sensitivePersons() : counts.persons();
      if (rule.applies() && number >= rule.from()) {
        flags.add(rule.key());
      }
    }
    if (counts.unintelligible()) {
      flags.add(UNINTELLIGIBLE);
    }
    return flags;
  }
}
