package dev.yinhu.breachresponse.drill;

import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.breachresponse.datafile.DataPart;
import dev.yinhu.breachresponse.datafile.DataText;
import dev.yinhu.breachresponse.drill.Scenario.Judged;
import dev.yinhu.breachresponse.drill.Scenario.Leak;
import dev.yinhu.breachresponse.incident.Cause;
import dev.yinhu.breachresponse.jurisdiction.Wording;
import dev.yinhu.breachresponse.scope.LeakedForm;
import dev.yinhu.breachresponse.severity.EnisaInput;
import dev.yinhu.breachresponse.tell.TellingText;
import dev.yinhu.register.EnisaClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the file of a scenario (docs/incidents.md, "Drills"). For one file. */
final class ScenarioFile {
  private static final int MOST_PERSONS = 100_000;
  private static final int MOST_FIELDS = 8;
  private static final int PERSONS_AT_ONCE = 20;
  private static final Duration LONGEST = Duration.ofDays(2);
  private static final String NAME = "[a-z][a-z0-9-]{0,31}";
  private static final String TIME = "a time such as PT20M";
  private static final Set<String> TOP =
      Set.of(
          "scenario",
          "title",
          "story",
          "source",
          "length",
          "leak",
          "severity",
          "notice",
          "injects",
          "targets");
  private static final Set<String> WORDS = Set.of("zh", "en");
  private static final Set<String> LEAK =
      Set.of("from", "until", "callers", "persons", "fields", "form", "cause");
  private static final Set<String> SEVERITY =
      Set.of(
          "data",
          "adjustments",
          "identification",
          "confidentiality",
          "integrity",
          "availability",
          "intent");
  private static final Set<String> NOTICE =
      Set.of("kinds", "cause", "harm", "remedy", "help", "contact");
  private static final Set<String> INJECT = Set.of("at", "kind", "lasts", "text", "callers");

  private final List<String> problems;
  private final DataPart top;
  private final DataText text;

  private ScenarioFile(DataText text, List<String> problems) {
    this.text = text;
    this.problems = problems;
    this.top = DataPart.of(text, TOP, problems);
  }

  /** What the file says; empty when there are problems, which are added. */
  static Optional<Scenario> read(DataText text, List<String> problems) {
    return new ScenarioFile(text, problems).scenario();
  }

  private Optional<Scenario> scenario() {
    int before = problems.size();
    String key =
        top.value("scenario", each -> matching(each, NAME), "lower-case letters, digits, hyphens")
            .orElse("");
    Duration length = time(top, "length").orElse(LONGEST);
    Optional<Leak> leak = leak(top.part("leak", LEAK), length);
    Judged judged = judged(top.part("severity", SEVERITY));
    Optional<TellingText> notice = notice(top.part("notice", NOTICE));
    Map<Goal, Duration> targets = targets();
    List<Inject> injects = leak.map(known -> injects(known, length)).orElse(List.of());
    Wording title = words(top, "title");
    Wording story = words(top, "story");
    String source = top.text("source");
    if (problems.size() > before || leak.isEmpty() || notice.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Scenario(
            key,
            title,
            story,
            source,
            length,
            leak.get(),
            judged,
            notice.get(),
            injects,
            targets,
            Sha256.hex(text.yaml())));
  }

  private Optional<Leak> leak(DataPart part, Duration length) {
    Duration from = time(part, "from").orElse(Duration.ZERO);
    Duration until = time(part, "until").orElse(length);
    if (until.compareTo(from) <= 0 || until.compareTo(length) >= 0) {
      part.refuse("until", "expected a time after from and before the end of the drill");
    }
    List<String> callers = part.texts("callers");
    if (callers.isEmpty() || !callers.stream().allMatch(each -> each.matches(NAME))) {
      part.refuse("callers", "expected names of lower-case letters, digits and hyphens");
    }
    long persons = part.number("persons");
    if (persons < 1 || persons > MOST_PERSONS) {
      part.refuse("persons", "expected 1 to " + MOST_PERSONS);
    }
    if (callers.size() > (persons + PERSONS_AT_ONCE - 1) / PERSONS_AT_ONCE) {
      part.refuse("persons", "expected at least %d for each caller".formatted(PERSONS_AT_ONCE));
    }
    long fields = part.number("fields");
    if (fields < 1 || fields > MOST_FIELDS) {
      part.refuse("fields", "expected 1 to " + MOST_FIELDS);
    }
    LeakedForm form =
        part.value("form", LeakedForm::parse, "clear or ciphertext", LeakedForm.CLEAR);
    return part.value("cause", Cause::parse, "a cause that a post-mortem can name")
        .map(cause -> new Leak(from, until, callers, (int) persons, (int) fields, form, cause));
  }

  private static Judged judged(DataPart part) {
    EnisaClass data =
        part.value("data", ScenarioFile::dataClass, "simple, behavioural, financial or sensitive")
            .orElse(EnisaClass.SIMPLE);
    Map<String, String> circumstances = new HashMap<>();
    for (String one : List.of("confidentiality", "integrity", "availability", "intent")) {
      circumstances.put(one, part.text(one));
    }
    return new Judged(
        new EnisaInput(
            data,
            new TreeSet<>(part.texts("adjustments")),
            part.text("identification"),
            circumstances));
  }

  private static EnisaClass dataClass(String text) {
    return Arrays.stream(EnisaClass.values())
        .filter(each -> each.wire().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a class of data"));
  }

  private Optional<TellingText> notice(DataPart part) {
    List<String> kinds = part.texts("kinds");
    String cause = part.text("cause");
    String harm = part.text("harm");
    String remedy = part.text("remedy");
    String help = part.text("help");
    String contact = part.text("contact");
    try {
      return Optional.of(new TellingText(kinds, cause, harm, remedy, help, contact));
    } catch (IllegalArgumentException e) {
      part.refuse("kinds", "expected one to three kinds of information, each once");
      return Optional.empty();
    }
  }

  private Map<Goal, Duration> targets() {
    Map<Goal, Duration> targets = new EnumMap<>(Goal.class);
    Set<String> goals = new TreeSet<>();
    for (Goal each : Goal.values()) {
      goals.add(each.wire());
    }
    DataPart part = top.part("targets", goals);
    for (Goal each : Goal.values()) {
      time(part, each.wire()).ifPresent(within -> targets.put(each, within));
    }
    return targets;
  }

  private List<Inject> injects(Leak leak, Duration length) {
    List<Inject> injects = new ArrayList<>();
    for (DataPart part : top.parts("injects", INJECT)) {
      Optional<Duration> at = time(part, "at");
      if (at.filter(each -> each.compareTo(length) >= 0).isPresent()) {
        part.refuse("at", "expected a time before the end of the drill");
      }
      List<String> callers = part.texts("callers");
      if (!leak.callers().containsAll(callers)) {
        part.refuse("callers", "expected some of the callers of the leak");
      }
      Duration lasts = part.value("lasts", Duration::parse, TIME, Duration.ZERO);
      part.value("kind", Inject.Kind::parse, "message, hotline, estimate, outage or question")
          .ifPresent(kind ->
              injects.add(
                  new Inject(at.orElse(Duration.ZERO), kind, lasts, words(part, "text"), callers)));
    }
    injects.sort(Comparator.comparing(Inject::at));
    return injects;
  }

  private static Optional<Duration> time(DataPart part, String key) {
    return part.value(key, ScenarioFile::duration, TIME);
  }

  private static Duration duration(String text) {
    Duration time = Duration.parse(text);
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a drill takes at most two days");
    }
    return time;
  }

  private static Wording words(DataPart part, String key) {
    DataPart words = part.part(key, WORDS);
    return new Wording(words.text("zh"), words.text("en"));
  }

  private static String matching(String text, String pattern) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException("does not match");
    }
    return text;
  }
}
