package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.automaton.Outlook;
import dev.yinhu.piiscanner.automaton.PatternSearch;
import dev.yinhu.piiscanner.automaton.PatternWalk;
import dev.yinhu.piiscanner.rule.Cues;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.function.Consumer;

/**
 * One pass of the rules over one text, from left to right. Of what the search tells from one start,
 * the longest match of each rule is kept whose boundaries hold and whose checks pass, of the
 * {@value #ENDS_TRIED} longest; its context is weighed at once, as far as it was read. A rule never
 * looks again at what one of its matches holds.
 */
final class RuleScan implements PatternSearch.Ends {
  private static final int[] NOTHING = {};

  /** How many ends of a match are checked from one start: a bound keeps the time linear. */
  private static final int ENDS_TRIED = 3;

  private final RuleTables tables;
  private final PatternSearch search;
  private final char[] chars;
  private final int length;
  private final Consumer<Candidate> found;
  private final Bare bare = new Bare();

  /** By rule: behind its last match, and the longest end from the start at hand. */
  private int[] floors = NOTHING;

  private int[] longest = NOTHING;

  /** The rules with an end from the start at hand. */
  private int[] touched = NOTHING;

  private int touchedSize;
  private final NameContext names;
  private final WordContext words;
  private long steps;

  RuleScan(RuleTables tables, FoldedText text, Hints hints, Consumer<Candidate> found) {
    this.tables = tables;
    this.search = tables.search();
    this.chars = text.chars();
    this.length = text.length();
    this.found = found;
    this.names = new NameContext(tables.names(), hints, chars, length);
    this.words = new WordContext(tables, chars, length);
  }

  /** Goes through the text; what needs a cue is looked for where one may be near. */
  void run() {
    Stretches open = new Stretches();
    Stretches signed = new Stretches();
    if (tables.isNear(names.fromHints())) {
      open.add(0, length);
    } else {
      tables.nearWords().read(chars, length, open, signed);
    }
    run(open, signed);
  }

  /** Goes through the text, with these stretches of it. */
  void run(Stretches open, Stretches signed) {
    PatternWalk walk = new PatternWalk(search, chars, length, this);
    int at = 0;
    while (at < length) {
      Outlook outlook = signed.hold(at) ? Outlook.SIGNED : Outlook.PLAIN;
      outlook = open.hold(at) ? Outlook.OPEN : outlook;
      int next = Math.min(open.change(at, length), signed.change(at, length));
      steps = walk.over(at, next, outlook) + steps;
      at = next;
    }
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
        || !(search.isTriggered(number) || rule.mayEnd(chars, end, length))) {
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
    if (rule.needsCue() && !search.isTriggered(number) && !mayBeNamed(rule, start, end)) {
      return;
    }
    int last = end;
    if (search.isRelaxed(number)) {
      last = search.longest(number, chars, start, length, rule);
      steps += (last < 0 ? ~last : last) - start;
      if (last < 0 || (rule.needsCue() && !mayBeNamed(rule, start, last))) {
        return;
      }
    }
    for (int tried = 0; last > start && tried < ENDS_TRIED; tried++) {
      if (isTaken(number, start, last)) {
        return;
      }
      last = rule.hasChecks() ? shorter(number, start, last) : start;
    }
  }

  /** Whether the value with this end passes: then it is weighed, and the rule goes on behind it. */
  private boolean isTaken(int number, int start, int last) {
    CompiledRule rule = tables.rule(number);
    int from = start;
    if (rule.hasLead()) {
      from = search.behindLead(number, chars, start, last);
      steps += last - start;
    }
    if (!passes(rule, from, last)) {
      return false;
    }
    floors[number] = last;
    weigh(rule, start, from, last);
    return true;
  }

  /**
   * The next end before one whose value failed its checks, where a separator of the rule follows:
   * what stands behind a value, as an amount behind a card's number, may have been taken for a part
   * of it. A complement when there is none.
   */
  private int shorter(int number, int start, int end) {
    CompiledRule rule = tables.rule(number);
    String separators = rule.rule().separators();
    if (separators.isEmpty()) {
      return start;
    }
    steps += end - start;
    return search.longest(
        number,
        chars,
        start,
        end - 1,
        (text, at, limit) -> separators.indexOf(text[at]) >= 0 && rule.mayEnd(text, at, length));
  }

  /** Whether a cue that the rule cannot be without may be near: most values end here. */
  private boolean mayBeNamed(CompiledRule rule, int start, int end) {
    if (rule.ofName(names.at(start)) == Verdict.FOR) {
      return true;
    }
    Cues cues = rule.rule().cues();
    return rule.cueGroup() != CueGroups.NONE
        && words.holds(rule, start, start - cues.before(), end + cues.behind());
  }

  private boolean passes(CompiledRule rule, int start, int end) {
    return !rule.hasChecks() || rule.passes(bare.of(chars, start, end, rule.rule().separators()));
  }

  /** Weighs a value; what a lead says stands between the match's start and the value's. */
  private void weigh(CompiledRule rule, int matchStart, int start, int end) {
    Verdict word = words.of(rule, matchStart, start, end);
    Verdict name = rule.hasNames() ? rule.ofName(names.at(matchStart)) : Verdict.SILENT;
    if (name == Verdict.FOR && word == Verdict.AGAINST && !words.isCounteredByItsLabel(start)) {
      word = Verdict.SILENT;
    }
    boolean named = word == Verdict.FOR || name == Verdict.FOR;
    if (rule.needsCue() && !named) {
      return;
    }
    Strength strength = rule.rule().strength();
    if (named && strength.compareTo(Strength.NAMED) < 0) {
      strength = Strength.NAMED;
    }
    found.accept(
        new Candidate(
            rule.rule().type(), rule.rule().name(), start, end, strength, rule.terms(word, name)));
  }

  /** How many characters were read, each as often as it was: this must stay linear. */
  long steps() {
    return steps + words.steps();
  }
}
