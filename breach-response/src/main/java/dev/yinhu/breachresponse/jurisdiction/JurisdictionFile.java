package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.breachresponse.datafile.DataPart;
import dev.yinhu.breachresponse.datafile.DataText;
import dev.yinhu.register.SourceStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the file of a jurisdiction (docs/incidents.md, "Whom the law wants told"). */
final class JurisdictionFile {
  private static final Set<String> TOP = Set.of("jurisdiction", "duties");
  private static final Set<String> DUTY =
      Set.of(
          "key",
          "to",
          "addressee",
          "law",
          "article",
          "source",
          "status",
          "applies",
          "when",
          "within",
          "target",
          "final",
          "waivers",
          "form");
  private static final Set<String> WHEN =
      Set.of("persons", "sensitive", "minors", "eu-persons", "level", "with", "without");
  private static final Set<String> LANGUAGES = Set.of("zh", "en");
  private static final String SPAN = "a time such as PT4H, P30D or P1M";

  private final List<String> problems;

  private JurisdictionFile(List<String> problems) {
    this.problems = problems;
  }

  static Optional<Jurisdiction> read(DataText text, List<String> problems) {
    return new JurisdictionFile(problems).jurisdiction(DataPart.of(text, TOP, problems));
  }

  private Optional<Jurisdiction> jurisdiction(DataPart top) {
    int before = problems.size();
    String key = top.text("jurisdiction");
    if (!key.isEmpty() && !DutyName.JURISDICTION.matcher(key).matches()) {
      top.refuse("jurisdiction", "expected capital letters, digits and hyphens, as CN-PIPL");
    }
    List<Duty> duties = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (DataPart part : top.parts("duties", DUTY)) {
      Optional<Duty> duty = duty(key, part);
      if (duty.isPresent() && !seen.add(duty.get().name().key())) {
        part.refuse("key", "stands twice in this file; each duty has a key of its own");
      }
      duty.ifPresent(duties::add);
    }
    if (problems.size() == before && duties.isEmpty()) {
      top.refuse("duties", "expected at least one duty");
    }
    return problems.size() == before
        ? Optional.of(new Jurisdiction(key, duties))
        : Optional.empty();
  }

  private Optional<Duty> duty(String jurisdiction, DataPart part) {
    int before = problems.size();
    Optional<DutyName> name =
        part.value("key", key -> new DutyName(jurisdiction, key), "lower-case letters, digits, -");
    Optional<Addressee> to =
        part.value("to", Addressee::parse, "authority, individuals or guardians");
    Optional<SourceStatus> status =
        part.value(
            "status",
            text -> Wires.of(SourceStatus.values(), text),
            "verified, secondary or unverified");
    Optional<Span> within = within(part);
    Optional<Span> last =
        part.has("final") ? part.value("final", Span::parse, SPAN) : Optional.empty();
    Wording addressee = wording(part.part("addressee", LANGUAGES));
    List<String> cited = List.of(part.text("law"), part.text("article"), part.text("source"));
    Optional<String> form = form(part, to);
    List<Condition> when = part.parts("when", WHEN).stream().map(JurisdictionFile::when).toList();
    SortedSet<String> waivers = waivers(part);
    if (problems.size() > before
        || name.isEmpty()
        || to.isEmpty()
        || status.isEmpty()
        || within.isEmpty()) {
      return Optional.empty();
    }
    boolean applies = part.flag("applies", status.get() != SourceStatus.UNVERIFIED);
    return Optional.of(
        new Duty(
            name.get(),
            to.get(),
            addressee,
            cited.get(0),
            cited.get(1),
            cited.get(2),
            status.get(),
            applies,
            when,
            within.get(),
            part.has("within"),
            last,
            waivers,
            form));
  }

  private static Optional<Span> within(DataPart part) {
    if (part.has("within") == part.has("target")) {
      part.refuse(
          "within",
          "give either within, the time that the law gives, or target, the organisation's own"
              + " time when the law says at once");
      return Optional.empty();
    }
    return part.value(part.has("within") ? "within" : "target", Span::parse, SPAN);
  }

  private static Optional<String> form(DataPart part, Optional<Addressee> to) {
    if (to.filter(Addressee.AUTHORITY::equals).isPresent()) {
      return Optional.of(part.text("form"));
    }
    if (part.has("form")) {
      part.refuse("form", "only reports to an authority have a form");
    }
    return Optional.empty();
  }

  private static SortedSet<String> waivers(DataPart part) {
    SortedSet<String> codes = new TreeSet<>(part.texts("waivers"));
    if (!codes.stream().allMatch(code -> DutyName.KEY.matcher(code).matches())) {
      part.refuse("waivers", "expected codes of lower-case letters, digits and hyphens");
    }
    return codes;
  }

  private static Wording wording(DataPart part) {
    return new Wording(part.text("zh"), part.text("en"));
  }

  private static Condition when(DataPart part) {
    return new Condition(
        part.number("persons"),
        part.number("sensitive"),
        part.number("minors"),
        part.number("eu-persons"),
        part.value("level", CacLevel::parse, "a level such as larger", CacLevel.GENERAL),
        circumstances(part, "with"),
        circumstances(part, "without"));
  }

  private static Set<Circumstance> circumstances(DataPart part, String key) {
    EnumSet<Circumstance> found = EnumSet.noneOf(Circumstance.class);
    for (String text : part.texts(key)) {
      try {
        found.add(Circumstance.parse(text));
      } catch (IllegalArgumentException e) {
        part.refuse(key, "there is no such circumstance; see docs/incidents.md for them");
      }
    }
    return found;
  }
}
