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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** A rule with its checks looked up and its terms made: what a scan needs at hand. */
final class CompiledRule implements PatternSearch.EndBounds {
  private final Rule rule;
  private final List<Check> checks;
  private final Edge startEdge;
  private final Edge endEdge;
  private final boolean hasLead;
  private final boolean needsCue;

  /** By what words and then by what names say: what its confidence is the sum of. */
  private final Map<Verdict, Map<Verdict, List<Term>>> terms;

  private final int cueGroup;
  private final int againstGroup;
  private final int cueNames;
  private final int againstNames;

  CompiledRule(Rule rule, Checks known, CueGroups words, NameGroups names) {
    this.rule = rule;
    this.startEdge = Edge.before(rule.before());
    this.endEdge = Edge.after(rule.after());
    this.checks = rule.checks().stream().map(name -> check(rule, known, name)).toList();
    this.hasLead = !rule.lead().isEmpty();
    this.needsCue = rule.cues().needed();
    this.terms = terms(rule);
    this.cueGroup = words.number(rule.cues());
    this.againstGroup = words.number(rule.against());
    this.cueNames = names.number(rule.cues().names());
    this.againstNames = names.number(rule.against().names());
  }

  private static Map<Verdict, Map<Verdict, List<Term>>> terms(Rule rule) {
    Map<Verdict, Map<Verdict, List<Term>>> all = new EnumMap<>(Verdict.class);
    for (Verdict word : Verdict.values()) {
      Map<Verdict, List<Term>> byName = new EnumMap<>(Verdict.class);
      for (Verdict name : Verdict.values()) {
        byName.put(name, terms(rule, word, name));
      }
      all.put(word, byName);
    }
    return all;
  }

  private static List<Term> terms(Rule rule, Verdict word, Verdict name) {
    List<Term> terms = new ArrayList<>();
    terms.add(new Term(Ground.STRUCTURE, rule.name(), rule.confidence()));
    if (!rule.checks().isEmpty()) {
      terms.add(new Term(Ground.CHECK, String.join("+", rule.checks()), rule.checkAdds()));
    }
    switch (word) {
      case FOR -> terms.add(new Term(Ground.CONTEXT, "cue-word", rule.cues().adds()));
      case AGAINST -> terms.add(new Term(Ground.CONTEXT, "counter-word", rule.against().adds()));
      case SILENT -> {}
    }
    switch (name) {
      case FOR -> terms.add(new Term(Ground.NAME, "cue-name", rule.cues().nameAdds()));
      case AGAINST -> terms.add(new Term(Ground.NAME, "counter-name", rule.against().nameAdds()));
      case SILENT -> {}
    }
    return List.copyOf(terms);
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
        near.after(rule.after()),
        needsCue && !hasLead);
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

  /** The terms of a value that passed, given what words and names say. */
  List<Term> terms(Verdict word, Verdict name) {
    return terms.getOrDefault(word, Map.of()).getOrDefault(name, List.of());
  }

  /** Whether its values stand behind something that its matches begin with. */
  boolean hasLead() {
    return hasLead;
  }

  /** Whether it is none without a word or a name. */
  boolean needsCue() {
    return needsCue;
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

  /** Number of the names that speak for it in {@link NameGroups}, or {@link NameGroups#NONE}. */
  int cueNames() {
    return cueNames;
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
