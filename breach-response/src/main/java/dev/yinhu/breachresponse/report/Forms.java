package dev.yinhu.breachresponse.report;

import dev.yinhu.breachresponse.datafile.DataPart;
import dev.yinhu.breachresponse.datafile.DataRefused;
import dev.yinhu.breachresponse.datafile.DataText;
import dev.yinhu.breachresponse.jurisdiction.Wording;
import dev.yinhu.register.SourceStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The forms that regulators have, from data files (docs/incidents.md, "Reports"). Immutable. */
public final class Forms {
  private static final List<String> SHIPPED =
      List.of("cn-pipl.yaml", "cn-incident.yaml", "edpb-2026-draft.yaml");
  private static final Set<String> TOP = Set.of("form", "title", "source", "status", "fields");
  private static final Set<String> FIELD = Set.of("key", "label", "kind", "needed", "choices");
  private static final Set<String> CHOICE = Set.of("code", "zh", "en");
  private static final Set<String> LANGUAGES = Set.of("zh", "en");
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  private final Map<String, Form> byKey;

  private Forms(Map<String, Form> byKey) {
    this.byKey = byKey;
  }

  /** Those that are shipped. */
  public static Forms shipped() {
    return with(List.of());
  }

  /**
   * Those that are shipped, and files of the organisation's own, which replace those of the same
   * key.
   *
   * @throws DataRefused with every problem of every file
   */
  public static Forms with(List<Path> files) {
    List<DataText> texts = new ArrayList<>();
    SHIPPED.forEach(name -> texts.add(DataText.shipped(Forms.class, name)));
    files.forEach(file -> texts.add(DataText.of(file)));
    return of(texts);
  }

  static Forms of(List<DataText> texts) {
    List<String> problems = new ArrayList<>();
    Map<String, Form> byKey = new TreeMap<>();
    for (DataText text : texts) {
      Form form = form(DataPart.of(text, TOP, problems), problems);
      byKey.put(form.key(), form);
    }
    if (!problems.isEmpty()) {
      throw new DataRefused(problems);
    }
    return new Forms(byKey);
  }

  /** The form of that key; empty when there is none. */
  public Optional<Form> form(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  private static Form form(DataPart top, List<String> problems) {
    String key = key(top, "form");
    Wording title = wording(top.part("title", LANGUAGES));
    SourceStatus status =
        top.value("status", Forms::status, "verified, secondary or unverified")
            .orElse(SourceStatus.UNVERIFIED);
    Map<String, FormField> fields = new LinkedHashMap<>();
    for (DataPart part : top.parts("fields", FIELD)) {
      FormField field = field(part);
      if (fields.putIfAbsent(field.key(), field) != null) {
        part.refuse("key", "stands twice in this form; each field has a key of its own");
      }
    }
    if (fields.isEmpty() && problems.isEmpty()) {
      top.refuse("fields", "expected at least one field");
    }
    return new Form(key, title, top.text("source"), status, List.copyOf(fields.values()));
  }

  private static FormField field(DataPart part) {
    FieldKind kind =
        part.value("kind", FieldKind::parse, "text, time, number, yes-no, choice or choices")
            .orElse(FieldKind.TEXT);
    Needed needed =
        part.value("needed", Needed::parse, "first, final or never").orElse(Needed.NEVER);
    Map<String, Wording> choices = new LinkedHashMap<>();
    for (DataPart choice : part.parts("choices", CHOICE)) {
      choices.put(key(choice, "code"), wording(choice));
    }
    boolean coded = kind == FieldKind.CHOICE || kind == FieldKind.CHOICES;
    if (coded == choices.isEmpty()) {
      part.refuse("choices", "fields of kind choice and choices have them, others have none");
    }
    return new FormField(
        key(part, "key"), wording(part.part("label", LANGUAGES)), kind, needed, choices);
  }

  private static String key(DataPart part, String name) {
    String key = part.text(name);
    if (!key.isEmpty() && !KEY.matcher(key).matches()) {
      part.refuse(name, "expected lower-case letters, digits and hyphens");
    }
    return key;
  }

  private static Wording wording(DataPart part) {
    return new Wording(part.text("zh"), part.text("en"));
  }

  private static SourceStatus status(String text) {
    for (SourceStatus each : SourceStatus.values()) {
      if (each.wire().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("not a status");
  }
}
