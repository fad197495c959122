package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.Trace.Term;
import dev.yinhu.piiscanner.automaton.PatternSearch;
import dev.yinhu.piiscanner.automaton.Starts;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One pass of the rules over one text. First places: each end that the search tells is followed to
 * its longest match, and what passes its checks is kept. Then context, from left to right.
 *
 * <p>A rule never looks again at what one of its matches holds, nor from a start at which a check
 * failed: so its backward walks do not repeat over the same characters.
 */
final class RuleScan implements PatternSearch.Ends {
  private final RuleTables tables;
  private final char[] chars;
  private final int length;
  private final Starts starts = new Starts();
  private final Bare bare = new Bare();
  private final Matches matches = new Matches();

  /** By rule: no match starts before. */
  private final int[] floors;

  private long contextSteps;

  RuleScan(RuleTables tables, FoldedText text) {
    this.tables = tables;
    this.chars = text.chars();
    this.length = text.length();
    this.floors = new int[tables.count()];
  }

  @Override
  public void ended(int number, int end) {
    CompiledRule rule = tables.rule(number);
    if (end <= floors[number] || !rule.mayEnd(chars, end, length)) {
      return;
    }
    PatternSearch search = tables.search();
    search.starts(number, chars, end, floors[number], rule, starts);
    for (int i = 0; i < starts.size(); i++) {
      int start = starts.leftmost(i);
      int longest = search.longest(number, chars, start, length, rule, starts);
      int from = search.behindLead(number, chars, start, longest);
      if (longest > from && passes(rule, from, longest)) {
        matches.add(number, from, longest);
        floors[number] = longest;
        return;
      }
      floors[number] = start + 1;
    }
  }

  private boolean passes(CompiledRule rule, int start, int end) {
    return !rule.hasChecks() || rule.passes(bare.of(chars, start, end, rule.rule().separators()));
  }

  /** Weighs what was found by its context and tells it. */
  void weigh(Hints hints, Consumer<Candidate> found) {
    if (matches.size() == 0) {
      return;
    }
    matches.sort();
    CueHits hits = new CueHits(tables.words(), chars, length);
    WordContext words = new WordContext(hits, chars, length, tables.wordGroups());
    NameContext names = new NameContext(tables.names(), hints);
    for (int i = 0; i < matches.size(); i++) {
      CompiledRule rule = tables.rule(matches.rule(i));
      int start = matches.start(i);
      int end = matches.end(i);
      weigh(rule, start, end, words.of(rule, start, end), names.of(rule, start), found);
    }
    contextSteps = hits.steps();
  }

  private static void weigh(
      CompiledRule rule,
      int start,
      int end,
      Verdict word,
      Verdict name,
      Consumer<Candidate> found) {
    boolean named = word == Verdict.FOR || name == Verdict.FOR;
    if (rule.rule().cues().needed() && !named) {
      return;
    }
    Strength strength = rule.rule().strength();
    if (named && strength.compareTo(Strength.NAMED) < 0) {
      strength = Strength.NAMED;
    }
    found.accept(
        new Candidate(
            rule.rule().type(), rule.rule().name(), start, end, strength, terms(rule, word, name)));
  }

  private static List<Term> terms(CompiledRule rule, Verdict word, Verdict name) {
    if (word == Verdict.SILENT && name == Verdict.SILENT) {
      return rule.structure();
    }
    List<Term> terms = new ArrayList<>(rule.structure());
    switch (word) {
      case FOR -> terms.add(rule.forWord);
      case AGAINST -> terms.add(rule.againstWord);
      case SILENT -> {}
    }
    switch (name) {
      case FOR -> terms.add(rule.forName);
      case AGAINST -> terms.add(rule.againstName);
      case SILENT -> {}
    }
    return terms;
  }

  /** How many characters were read beside the one walk: it must stay linear. */
  long steps() {
    return starts.steps() + contextSteps;
  }
}
