package dev.yinhu.register.reading;

import dev.yinhu.register.SourceStatus;
import dev.yinhu.register.WireName;
import dev.yinhu.register.calendar.LastDay;
import dev.yinhu.register.calendar.Term;
import dev.yinhu.register.law.DeadlineRule;
import dev.yinhu.register.law.Extension;
import dev.yinhu.register.law.Stage;
import dev.yinhu.register.law.WaitRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code deadline}: how long laws and rules give for what. */
final class DeadlineReader {
  private static final String WHAT = "a deadline";
  private static final String WHILE_WAITING = "while-waiting";
  private static final String NEVER = "never";

  private final boolean ours;
  private final SortedMap<String, DeadlineRule> rules = new TreeMap<>();
  private final Declared<String> declared = new Declared<>("deadline", ProblemCode.BAD_VALUE);

  /**
   * @param ours whether the files are those that ship: what was not checked is off there
   */
  DeadlineReader(boolean ours) {
    this.ours = ours;
  }

  SortedMap<String, DeadlineRule> read(List<YamlMap> deadlines) {
    deadlines.forEach(this::read);
    return rules;
  }

  private void read(YamlMap map) {
    Optional<YamlText> key = map.required("key", WHAT);
    key.ifPresent(text -> declared.add(text, text.value()));
    Optional<YamlText> law = map.required("law", WHAT);
    Optional<YamlText> article = map.required("article", WHAT);
    Optional<SourceStatus> status = choice(map, "status", SourceStatus.values());
    Optional<Stage> stage = choice(map, "stage", Stage.values());
    Optional<Term> term = map.required("term", WHAT).flatMap(DeadlineReader::term);
    Optional<Checked> checked = term.flatMap(length -> extension(map, length));
    SortedSet<String> subjects = subjects(map);
    LastDay lastDay = lastDay(map);
    WaitRule waits = waits(map);
    String name = key.map(YamlText::value).orElse("");
    String profile = map.string("profile").orElse(name);
    String source = map.string("source").orElse("");
    boolean ceiling = map.flag("ceiling");
    String calendar = map.string("calendar").orElse("cn");
    boolean applies = applies(map, status.orElse(SourceStatus.UNVERIFIED));
    map.warnOfOthers(Set.of("note"));
    if (key.isPresent() && law.isPresent() && article.isPresent() && status.isPresent()) {
      if (stage.isPresent() && term.isPresent() && checked.isPresent()) {
        rules.putIfAbsent(
            name,
            new DeadlineRule(
                name,
                profile,
                law.get().value(),
                article.get().value(),
                source,
                status.get(),
                applies,
                ceiling,
                subjects,
                stage.get(),
                term.get(),
                calendar,
                lastDay,
                checked.get().extension(),
                waits));
      }
    }
  }

  /** An extension that fits its term, which may be none. */
  private record Checked(Optional<Extension> extension) {}

  private static Optional<Checked> extension(YamlMap map, Term term) {
    Optional<Extension> extension = map.map("extension").flatMap(DeadlineReader::extension);
    if (extension.isPresent() && extension.get().term().unit() != term.unit()) {
      String message = "write the extension in the unit of its term: " + term.unit().wire();
      map.problems().add(ProblemCode.BAD_VALUE, map.placeOf("extension"), message);
      return Optional.empty();
    }
    return Optional.of(new Checked(extension));
  }

  private static <E extends Enum<E> & WireName> Optional<E> choice(
      YamlMap map, String key, E[] values) {
    return map.required(key, WHAT).flatMap(text -> text.choice(key, values));
  }

  private static LastDay lastDay(YamlMap map) {
    return map.text("last_day")
        .flatMap(text -> text.choice("last day", LastDay.values()))
        .orElse(LastDay.NEXT_WORKING_DAY);
  }

  private static SortedSet<String> subjects(YamlMap map) {
    SortedSet<String> subjects = new TreeSet<>();
    map.texts("for").forEach(text -> subjects.add(text.value()));
    if (subjects.isEmpty()) {
      String message = "a deadline needs 'for': list the types of cases or incidents it is for";
      map.problems().add(ProblemCode.MISSING_KEY, map.placeOf("for"), message);
    }
    return subjects;
  }

  /** A rule that we did not check is off until an operator, who has, says that it applies. */
  private boolean applies(YamlMap map, SourceStatus status) {
    boolean applies = map.flag("applies", status != SourceStatus.UNVERIFIED);
    return applies && !(ours && status == SourceStatus.UNVERIFIED);
  }

  private static Optional<Term> term(YamlText text) {
    try {
      return Optional.of(Term.parse(text.value()));
    } catch (IllegalArgumentException e) {
      return text.bad("is not a term: " + e.getMessage());
    }
  }

  private static Optional<Extension> extension(YamlMap map) {
    Optional<Term> term = map.required("term", "an extension").flatMap(DeadlineReader::term);
    long times = map.number("times", 1, Extension.MOST_TIMES).orElse(1);
    map.warnOfOthers(Set.of());
    return term.map(length -> new Extension(length, (int) times));
  }

  private static WaitRule waits(YamlMap map) {
    Optional<YamlText> pause = map.text("pause");
    Optional<Duration> most = map.text("longest_pause").flatMap(YamlText::duration);
    if (pause.isPresent() && !Set.of(NEVER, WHILE_WAITING).contains(pause.get().value())) {
      pause.get().bad("is not a pause: write " + WHILE_WAITING + " or " + NEVER);
    }
    if (pause.isEmpty() || !pause.get().value().equals(WHILE_WAITING)) {
      return new WaitRule.Never();
    }
    if (most.isPresent() && !most.get().isPositive()) {
      map.text("longest_pause")
          .orElseThrow()
          .bad("is not longer than nothing: write 'pause: never'");
      return new WaitRule.Never();
    }
    return most.<WaitRule>map(WaitRule.AtMost::new).orElseGet(WaitRule.Always::new);
  }
}
