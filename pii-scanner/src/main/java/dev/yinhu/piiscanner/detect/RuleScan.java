package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.Trace.Term;
import dev.yinhu.piiscanner.automaton.PatternSearch;
import dev.yinhu.piiscanner.rule.Cues;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One pass of the rules over one text. First places: of what the search tells from one start, the
 * longest match of each rule whose boundaries hold and checks pass is kept. Then context, from left
 * to right. A rule never looks again at what one of its matches holds.
 */
final class RuleScan implements PatternSearch.Ends {
  private static final int[] NOTHING = {};

  private final RuleTables tables;
  private final char[] chars;
  private final int length;
  private final Bare bare = new Bare();
  private final Matches matches = new Matches();

  /** By rule: behind its last match, and the longest end from the start at hand. */
  private int[] floors = NOTHING;

  private int[] longest = NOTHING;

  /** The rules with an end from the start at hand. */
  private int[] touched = NOTHING;

  private int touchedSize;
  private long steps;

  /** Asked from left to right, so walk and weighing have one each. */
  private final NameContext names;

  private final NameContext weighedNames;
  private @Nullable CueHits hits;

  RuleScan(RuleTables tables, FoldedText text, Hints hints) {
    this.tables = tables;
    this.chars = text.chars();
    this.length = text.length();
    this.names = new NameContext(tables.names(), hints, chars, length);
    this.weighedNames = new NameContext(tables.names(), hints, chars, length);
  }

  /** Finds the places. */
  void walk() {
    steps += tables.search().walk(chars, length, this);
  }

  @Override
  public void ended(int number, int start, int end) {
    if (floors.length == 0) {
      floors = new int[tables.count()];
      longest = new int[tables.count()];
      touched = new int[tables.count()];
    }
    CompiledRule rule = tables.rule(number);
    if (start < floors[number]
        || !(tables.search().isTriggered(number) || rule.mayEnd(chars, end, length))) {
      return;
    }
    if (longest[number] == 0) {
      if (!rule.mayStart(chars, start, length)) {
        return;
      }
      touched[touchedSize++] = number;
    }
    longest[number] = end;
  }

  @Override
  public void left(int start) {
    for (int i = 0; i < touchedSize; i++) {
      int number = touched[i];
      int end = longest[number];
      longest[number] = 0;
      match(number, start, end);
    }
    touchedSize = 0;
  }

  private void match(int number, int start, int end) {
    CompiledRule rule = tables.rule(number);
    PatternSearch search = tables.search();
    int last = end;
    if (search.isRelaxed(number)) {
      last = search.longest(number, chars, start, length, rule);
      steps += Math.abs(last - start);
    }
    if (last < 0) {
      return;
    }
    int from = search.behindLead(number, chars, start, last);
    steps += last - start;
    if (mayBeNamed(rule, from, last) && passes(rule, from, last)) {
      matches.add(number, from, last);
      floors[number] = last;
    }
  }

  /** Whether a cue that the rule cannot be without may be near: most values end here. */
  private boolean mayBeNamed(CompiledRule rule, int start, int end) {
    Cues cues = rule.rule().cues();
    if (!cues.needed() || names.of(rule, start) == Verdict.FOR) {
      return true;
    }
    if (rule.cueGroup() == CueGroups.NONE) {
      return false;
    }
    CueHits read = hits();
    read.read(Math.max(0, start - rule.before()), end + rule.behind());
    return read.holds(rule.cueGroup(), start - cues.before(), end + cues.behind());
  }

  private CueHits hits() {
    CueHits made = hits;
    if (made == null) {
      made = new CueHits(tables.words(), tables.wordGroups(), chars, length);
      hits = made;
    }
    return made;
  }

  private boolean passes(CompiledRule rule, int start, int end) {
    return !rule.hasChecks() || rule.passes(bare.of(chars, start, end, rule.rule().separators()));
  }

  /** Weighs what was found by its context and tells it. */
  void weigh(Consumer<Candidate> found) {
    if (matches.size() == 0) {
      steps += hits == null ? 0 : hits.steps();
      return;
    }
    matches.sort();
    CueHits read = hits();
    WordContext words = new WordContext(read, chars, length, tables.wordGroups());
    for (int i = 0; i < matches.size(); i++) {
      CompiledRule rule = tables.rule(matches.rule(i));
      int start = matches.start(i);
      int end = matches.end(i);
      weigh(rule, start, end, words.of(rule, start, end), weighedNames.of(rule, start), found);
    }
    steps += read.steps();
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

  /** How many characters were read, each as often as it was: this must stay linear. */
  long steps() {
    return steps;
  }
}
