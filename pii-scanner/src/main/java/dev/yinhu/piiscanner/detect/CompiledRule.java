package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.Trace.Ground;
import dev.yinhu.piiscanner.Trace.Term;
import dev.yinhu.piiscanner.automaton.Expression;
import dev.yinhu.piiscanner.automaton.PatternSearch;
import dev.yinhu.piiscanner.check.Check;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.rule.Boundary;
import dev.yinhu.piiscanner.rule.LinearPattern;
import dev.yinhu.piiscanner.rule.Rule;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** A rule with its checks looked up and its terms made: what a scan needs at hand. */
final class CompiledRule implements PatternSearch.EndBounds {
  private final Rule rule;
  private final List<Check> checks;
  private final Edge startEdge;
  private final Edge endEdge;
  private final List<Term> structure;
  private final int cueGroup;
  private final int againstGroup;
  private final int cueNames;
  private final int againstNames;
  final Term forWord;
  final Term forName;
  final Term againstWord;
  final Term againstName;

  CompiledRule(Rule rule, Checks known, CueGroups words, NameGroups names) {
    this.rule = rule;
    this.startEdge = Edge.before(rule.before());
    this.endEdge = Edge.after(rule.after());
    this.checks = rule.checks().stream().map(name -> check(rule, known, name)).toList();
    Term shape = new Term(Ground.STRUCTURE, rule.name(), rule.confidence());
    this.structure =
        checks.isEmpty()
            ? List.of(shape)
            : List.of(
                shape, new Term(Ground.CHECK, String.join("+", rule.checks()), rule.checkAdds()));
    this.cueGroup = words.number(rule.cues());
    this.againstGroup = words.number(rule.against());
    this.cueNames = names.number(rule.cues().names());
    this.againstNames = names.number(rule.against().names());
    this.forWord = new Term(Ground.CONTEXT, "cue-word", rule.cues().adds());
    this.forName = new Term(Ground.NAME, "cue-name", rule.cues().nameAdds());
    this.againstWord = new Term(Ground.CONTEXT, "counter-word", rule.against().adds());
    this.againstName = new Term(Ground.NAME, "counter-name", rule.against().nameAdds());
  }

  private static Check check(Rule rule, Checks known, String name) {
    return known
        .named(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "detector " + rule.name() + " names the check '" + name + "': there is none"));
  }

  /** What the search looks for, with boundaries as far as one character shows them. */
  Expression expression(NearBounds near) {
    String values = anyOf(rule.patterns());
    String lead = rule.lead().isEmpty() ? "" : anyOf(rule.lead());
    String trigger = rule.trigger().isEmpty() ? lead : anyOf(rule.trigger());
    return new Expression(
        rule.name(),
        lead + values,
        lead,
        trigger,
        near.before(rule.before()),
        near.after(rule.after()));
  }

  private static String anyOf(List<LinearPattern> patterns) {
    return patterns.stream().map(LinearPattern::lucene).collect(Collectors.joining("|", "(", ")"));
  }

  /** Gives equal lists of boundaries the same predicate. */
  interface NearBounds {
    IntPredicate before(List<Boundary> bounds);

    IntPredicate after(List<Boundary> bounds);
  }

  Rule rule() {
    return rule;
  }

  /** The terms of a value that passed. */
  List<Term> structure() {
    return structure;
  }

  /** Whether a match may start here. */
  boolean mayStart(char[] chars, int start, int length) {
    return startEdge.allows(chars, start, length);
  }

  @Override
  public boolean mayEnd(char[] chars, int end, int length) {
    return endEdge.allows(chars, end, length);
  }

  boolean passes(CharSequence bare) {
    for (int i = 0; i < checks.size(); i++) {
      if (!checks.get(i).passes(bare)) {
        return false;
      }
    }
    return true;
  }

  boolean hasChecks() {
    return !checks.isEmpty();
  }

  /** Number of its word list in {@link CueGroups}, or {@link CueGroups#NONE}. */
  int cueGroup() {
    return cueGroup;
  }

  /** Number of its counter-words. */
  int againstGroup() {
    return againstGroup;
  }

  /** The wider window of cues and counter-cues before a value. */
  int before() {
    return Math.max(rule.cues().before(), rule.against().before());
  }

  /** The wider window behind a value. */
  int behind() {
    return Math.max(rule.cues().behind(), rule.against().behind());
  }

  boolean hasWords() {
    return cueGroup != CueGroups.NONE || againstGroup != CueGroups.NONE;
  }

  boolean hasNames() {
    return cueNames != NameGroups.NONE || againstNames != NameGroups.NONE;
  }

  /** What the name of a key, column or header says; {@code groups} are those of the name. */
  Verdict ofName(BitSet groups) {
    if (cueNames != NameGroups.NONE && groups.get(cueNames)) {
      return Verdict.FOR;
    }
    return againstNames != NameGroups.NONE && groups.get(againstNames)
        ? Verdict.AGAINST
        : Verdict.SILENT;
  }
}
