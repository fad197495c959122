package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.automaton.CueTable;
import dev.yinhu.piiscanner.automaton.Expression;
import dev.yinhu.piiscanner.automaton.Part;
import dev.yinhu.piiscanner.automaton.PatternSearch;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.rule.Boundary;
import dev.yinhu.piiscanner.rule.Rule;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All rules compiled: one search, one table of words, the lists of names. Immutable. */
final class RuleTables implements CompiledRule.NearBounds {
  private final CompiledRule[] rules;
  private final PatternSearch search;
  private final CueTable words;
  private final int wordGroups;
  private final NameGroups names;
  private final int widest;
  private final NearWords nearWords;

  /** The groups of names that speak for a rule of {@link Part#NEAR_CUE}. */
  private final BitSet nearNames = new BitSet();

  private final Neighbours befores = Neighbours.before();
  private final Neighbours afters = Neighbours.after();

  RuleTables(List<Rule> rules, Checks checks) {
    CueGroups groups = new CueGroups();
    this.names =
        new NameGroups(
            rules.stream()
                .flatMap(rule -> Stream.of(rule.cues().names(), rule.against().names()))
                .toList());
    this.rules =
        rules.stream()
            .map(rule -> new CompiledRule(rule, checks, groups, names))
            .toArray(CompiledRule[]::new);
    this.words = groups.table();
    this.wordGroups = groups.count();
    this.search = PatternSearch.of(expressions());
    List<CompiledRule> cued =
        IntStream.range(0, this.rules.length)
            .filter(number -> search.part(number) == Part.NEAR_CUE)
            .mapToObj(number -> this.rules[number])
            .toList();
    this.nearWords = new NearWords(cued, search.signReach());
    cued.stream()
        .filter(rule -> rule.cueNames() != NameGroups.NONE)
        .forEach(rule -> nearNames.set(rule.cueNames()));
    this.widest = Stream.of(this.rules).mapToInt(CompiledRule::before).max().orElse(0);
  }

  private List<Expression> expressions() {
    return Stream.of(rules).map(rule -> rule.expression(this)).toList();
  }

  @Override
  public IntPredicate before(List<Boundary> bounds) {
    return befores.of(bounds);
  }

  @Override
  public IntPredicate after(List<Boundary> bounds) {
    return afters.of(bounds);
  }

  int count() {
    return rules.length;
  }

  CompiledRule rule(int number) {
    return rules[number];
  }

  PatternSearch search() {
    return search;
  }

  /** What tells where the rules of {@link Part#NEAR_CUE} are looked for. */
  NearWords nearWords() {
    return nearWords;
  }

  /** Whether a name of these groups speaks for a rule of {@link Part#NEAR_CUE}. */
  boolean isNear(BitSet name) {
    return name.intersects(nearNames);
  }

  CueTable words() {
    return words;
  }

  int wordGroups() {
    return wordGroups;
  }

  /** The widest window of words before a value, in characters. */
  int widest() {
    return widest;
  }

  NameGroups names() {
    return names;
  }
}
