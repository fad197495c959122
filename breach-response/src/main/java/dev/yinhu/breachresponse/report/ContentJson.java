package dev.yinhu.breachresponse.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.BreachException;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.jurisdiction.Wording;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reports as canonical JSON (RFC 8785): names in the order of their UTF-16 code units, no white
 * space, whole numbers below 2^53. The bytes are UTF-8; equal contents give equal bytes.
 */
final class ContentJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ContentJson() {}

  static String write(ReportContent content) {
    Map<String, Object> out = new TreeMap<>();
    out.put("incident", content.incident().toString());
    out.put("drill", content.incident().drill());
    out.put("duty", content.duty().toString());
    out.put("version", content.version());
    out.put("kind", content.kind().wire());
    out.put("complete", content.complete());
    out.put("form", content.form());
    out.put("title", wording(content.title()));
    out.put("addressee", wording(content.addressee()));
    out.put("law", content.law());
    out.put("article", content.article());
    out.put("organisation", content.letterhead().organisation());
    out.put("contact", content.letterhead().contact());
    out.put("aware", content.aware().toString());
    content.previous().ifPresent(hash -> out.put("previous", hash));
    content.withdrawal().ifPresent(reason -> out.put("withdrawal", reason));
    content.filing().ifPresent(filing -> out.put("filing", filing(filing)));
    out.put("entries", content.entries().stream().map(ContentJson::entry).toList());
    try {
      return JSON.writeValueAsString(out);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is maps, lists, texts and numbers only", e);
    }
  }

  private static Map<String, Object> filing(ReportContent.Filing filing) {
    Map<String, Object> out = new TreeMap<>();
    out.put("at", filing.at().toString());
    filing.due().ifPresent(due -> out.put("due", due.toString()));
    filing.lateReason().ifPresent(reason -> out.put("late_reason", reason));
    return out;
  }

  private static Map<String, Object> entry(ReportEntry entry) {
    Map<String, Object> out = new TreeMap<>();
    out.put("key", entry.key());
    out.put("kind", entry.kind().wire());
    out.put("label", wording(entry.label()));
    switch (entry.answer()) {
      case Answer.Known(String value) -> {
        out.put("value", value);
        if (!entry.shown().equals(new Wording(value, value))) {
          out.put("shown", wording(entry.shown()));
        }
      }
      case Answer.Unknown(Reason reason) -> out.put("unknown", reason.text());
    }
    return out;
  }

  private static Map<String, Object> wording(Wording wording) {
    return new TreeMap<>(Map.of("zh", wording.zh(), "en", wording.en()));
  }

  static ReportContent read(String json) {
    try {
      return content(JSON.readTree(json));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw new BreachException("a kept report is damaged: its content is not readable", e);
    }
  }

  private static ReportContent content(JsonNode node) {
    List<ReportEntry> entries = new ArrayList<>();
    node.required("entries").forEach(each -> entries.add(readEntry(each)));
    return new ReportContent(
        IncidentId.parse(text(node, "incident")),
        DutyName.parse(text(node, "duty")),
        node.required("version").intValue(),
        ReportKind.parse(text(node, "kind")),
        maybe(node, "previous"),
        text(node, "form"),
        readWording(node.required("title")),
        readWording(node.required("addressee")),
        text(node, "law"),
        text(node, "article"),
        new Letterhead(text(node, "organisation"), text(node, "contact")),
        Instant.parse(text(node, "aware")),
        Optional.ofNullable(node.get("filing")).map(ContentJson::readFiling),
        maybe(node, "withdrawal"),
        entries);
  }

  private static ReportContent.Filing readFiling(JsonNode node) {
    return new ReportContent.Filing(
        Instant.parse(text(node, "at")),
        maybe(node, "due").map(Instant::parse),
        maybe(node, "late_reason"));
  }

  private static ReportEntry readEntry(JsonNode node) {
    String key = text(node, "key");
    FieldKind kind = FieldKind.parse(text(node, "kind"));
    Wording label = readWording(node.required("label"));
    if (node.has("unknown")) {
      Answer answer = new Answer.Unknown(new Reason(text(node, "unknown")));
      return new ReportEntry(key, kind, label, answer, new Wording("", ""));
    }
    String value = text(node, "value");
    Wording shown =
        node.has("shown") ? readWording(node.required("shown")) : new Wording(value, value);
    return new ReportEntry(key, kind, label, new Answer.Known(value), shown);
  }

  private static Wording readWording(JsonNode node) {
    return new Wording(text(node, "zh"), text(node, "en"));
  }

  private static String text(JsonNode node, String key) {
    return node.required(key).asText();
  }

  private static Optional<String> maybe(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
  }
}
