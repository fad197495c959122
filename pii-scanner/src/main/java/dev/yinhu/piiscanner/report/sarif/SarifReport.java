package dev.yinhu.piiscanner.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.Judged;
import dev.yinhu.piiscanner.necessity.Levels;
import dev.yinhu.piiscanner.necessity.Unread;
import dev.yinhu.piiscanner.necessity.Words;
import dev.yinhu.piiscanner.report.ReportItem;
import dev.yinhu.piiscanner.report.gate.Sifted;
import dev.yinhu.piiscanner.report.gate.Suppression;
import dev.yinhu.register.Label;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Writes SARIF 2.1.0 (OASIS Standard, 2020): a rule for each type, a result for each item, what
 * could not be read as notifications. Values never stand in it; {@code partialFingerprints} are the
 * keyed ones. Immutable; the memory it takes does not grow with the items.
 */
public final class SarifReport {
  /** The key of our fingerprint among a result's. */
  public static final String FINGERPRINT = "yinhuKeyed/v1";

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final String toolVersion;
  private final Levels levels;
  private final Words words;
  private final Function<PiiType, Label> labels;

  /**
   * A writer.
   *
   * @param toolVersion the version of this build
   * @param levels say how serious a type is
   * @param words what verdicts and reasons say
   * @param labels what people call the types
   */
  public SarifReport(
      String toolVersion, Levels levels, Words words, Function<PiiType, Label> labels) {
    this.toolVersion = toolVersion;
    this.levels = levels;
    this.words = words;
    this.labels = labels;
  }

  /** Writes one log with one run; the stream stays open. */
  public void write(Sifted sifted, List<Unread> unread, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      Map<PiiType, Integer> rules = tool(json, sifted);
      json.writeStringField("columnKind", "unicodeCodePoints");
      invocation(json, unread);
      json.writeArrayFieldStart("results");
      for (Sifted.Item item : sifted.items()) {
        result(json, item, rules);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private Map<PiiType, Integer> tool(JsonGenerator json, Sifted sifted) throws IOException {
    TreeSet<PiiType> types = new TreeSet<>();
    sifted.items().forEach(item -> types.add(item.item().type()));
    Map<PiiType, Integer> rules = new TreeMap<>();
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "Yinhu");
    json.writeStringField("version", toolVersion);
    json.writeArrayFieldStart("rules");
    for (PiiType type : types) {
      rules.put(type, rules.size());
      rule(json, type);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    return rules;
  }

  private void rule(JsonGenerator json, PiiType type) throws IOException {
    var row = levels.profile().of(type);
    json.writeStartObject();
    json.writeStringField("id", type.name());
    message(json, "shortDescription", both(labels.apply(type)));
    json.writeObjectFieldStart("defaultConfiguration");
    json.writeStringField("level", row.grade().sensitive() ? "error" : "warning");
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    json.writeStringField("profile", levels.profile().key());
    json.writeStringField("level", row.grade().key());
    json.writeStringField("levelSource", row.sourced().source());
    json.writeStringField("levelSourceStatus", row.sourced().status().wire());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void invocation(JsonGenerator json, List<Unread> unread) throws IOException {
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField("executionSuccessful", true);
    json.writeArrayFieldStart("toolExecutionNotifications");
    for (Unread one : unread) {
      json.writeStartObject();
      json.writeStringField("level", "warning");
      message(
          json, "message", "could not be read (" + one.why() + "): " + whole(one.scope().text()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void result(JsonGenerator json, Sifted.Item sifted, Map<PiiType, Integer> rules)
      throws IOException {
    ReportItem item = sifted.item();
    json.writeStartObject();
    json.writeStringField("ruleId", item.type().name());
    json.writeNumberField("ruleIndex", rules.getOrDefault(item.type(), -1));
    json.writeStringField("level", level(item));
    message(json, "message", text(item));
    json.writeNumberField("rank", Math.round(item.confidence() * 100));
    json.writeStringField("baselineState", sifted.known() ? "unchanged" : "new");
    json.writeArrayFieldStart("locations");
    location(json, item);
    json.writeEndArray();
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField(FINGERPRINT, item.fingerprint());
    json.writeEndObject();
    suppression(json, sifted.suppressedBy());
    properties(json, item);
    json.writeEndObject();
  }

  private String level(ReportItem item) {
    boolean sensitive = levels.of(item.type()).sensitive();
    return item.verdict()
        .map(verdict ->
            switch (verdict) {
              case NEEDED -> "note";
              case UNUSED, OUTSIDE_LEGAL_SET -> "warning";
              case WITHOUT_ASSESSMENT,
                  PLAINTEXT,
                  NO_PURPOSE,
                  OTHER_CATEGORY,
                  UNDECLARED,
                  STORE_NOT_DECLARED,
                  UNREADABLE ->
                  sensitive ? "error" : "warning";
            })
        .orElse(sensitive ? "error" : "warning");
  }

  private String text(ReportItem item) {
    String found = both(labels.apply(item.type())) + ": " + item.occurrences();
    return item.verdict().map(v -> found + "; " + both(words.of(v).name())).orElse(found);
  }

  private static void location(JsonGenerator json, ReportItem item) throws IOException {
    HeldAt place = item.place();
    json.writeStartObject();
    if (item.isFile()) {
      json.writeObjectFieldStart("physicalLocation");
      json.writeObjectFieldStart("artifactLocation");
      json.writeStringField("uri", RelativeUri.of(place.collection()));
      json.writeEndObject();
      region(json, item.region());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("logicalLocations");
    json.writeStartObject();
    json.writeStringField("name", whole(place.field().orElse(place.collection())));
    json.writeStringField("fullyQualifiedName", whole(place.text()));
    json.writeStringField("kind", place.field().isPresent() ? "member" : "resource");
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void region(JsonGenerator json, Optional<ReportItem.Region> region)
      throws IOException {
    if (region.isPresent()) {
      json.writeObjectFieldStart("region");
      json.writeNumberField("startLine", region.get().line());
      json.writeNumberField("startColumn", region.get().column());
      json.writeNumberField("endColumn", region.get().endColumn());
      json.writeEndObject();
    }
  }

  private static void suppression(JsonGenerator json, Optional<Suppression> suppression)
      throws IOException {
    json.writeArrayFieldStart("suppressions");
    if (suppression.isPresent()) {
      Suppression by = suppression.get();
      json.writeStartObject();
      json.writeStringField("kind", "external");
      json.writeStringField("status", "accepted");
      json.writeStringField(
          "justification", by.reason() + " (" + by.owner() + ", until " + by.expires() + ")");
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void properties(JsonGenerator json, ReportItem item) throws IOException {
    json.writeObjectFieldStart("properties");
    json.writeNumberField("occurrences", item.occurrences());
    json.writeNumberField("confidence", item.confidence());
    if (item.judged().isPresent()) {
      Judged judged = item.judged().get();
      json.writeStringField("verdict", judged.verdict().wire());
      json.writeStringField("action", both(words.of(judged.verdict()).action()));
      json.writeArrayFieldStart("reasons");
      for (var reason : judged.reasons()) {
        json.writeString(reason.wire());
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void message(JsonGenerator json, String key, String text) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  /** Half of a surrogate pair has no place in JSON; names of files may hold one. */
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static String both(Label label) {
    return label.zh().equals(label.en()) ? label.en() : label.zh() + " · " + label.en();
  }
}
