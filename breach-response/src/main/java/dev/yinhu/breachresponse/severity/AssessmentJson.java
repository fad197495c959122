package dev.yinhu.breachresponse.severity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.BreachException;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.EnisaClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Assessments as they are kept: numbers with places are texts, so that none is rounded. */
final class AssessmentJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AssessmentJson() {}

  /** What is kept beside the columns. */
  record Content(Judgement judgement, Counts counts, Severity severity, String tables) {}

  static String write(Content content) {
    ObjectNode root = JSON.createObjectNode();
    judgement(content.judgement(), root.putObject("judgement"));
    counts(content.counts(), root.putObject("counts"));
    severity(content.severity(), root.putObject("severity"));
    root.put("tables", content.tables());
    return root.toString();
  }

  private static void judgement(Judgement judgement, ObjectNode node) {
    EnisaInput enisa = judgement.enisa();
    node.put("data", enisa.data().wire());
    texts(node, "adjustments", enisa.adjustments());
    node.put("identification", enisa.identification());
    enisa.circumstances().forEach(node.putObject("circumstances")::put);
    texts(node, "criteria", judgement.criteria());
    node.put("reason", judgement.reason().text());
  }

  private static void counts(Counts counts, ObjectNode node) {
    node.put("persons", counts.persons());
    node.put("records", counts.records());
    node.put("sensitive_persons", counts.sensitivePersons());
    node.put("at_least", counts.atLeast());
    node.put("unintelligible", counts.unintelligible());
    ObjectNode categories = node.putObject("categories");
    counts.recordsByCategory().forEach((key, count) -> categories.put(key.value(), count));
  }

  private static void severity(Severity severity, ObjectNode node) {
    EnisaScore enisa = severity.enisa();
    node.put("base", enisa.base().toPlainString());
    node.put("dpc", enisa.dpc().toPlainString());
    node.put("ei", enisa.ei().toPlainString());
    node.put("cb", enisa.cb().toPlainString());
    node.put("se", enisa.se().toPlainString());
    node.put("band", enisa.band());
    severity.cacLevel().ifPresent(level -> node.put("cac_level", level));
    texts(node, "cac_grounds", severity.cacGrounds());
    texts(node, "not_counted", severity.notCounted());
    texts(node, "flags", severity.flags());
    for (CriminalCount each : severity.criminal()) {
      node.withArray("criminal")
          .addObject()
          .put("kind", each.kind())
          .put("records", each.records())
          .put("from", each.from());
    }
    node.put("criminal_reached", severity.criminalReached());
  }

  private static void texts(ObjectNode node, String name, Iterable<String> texts) {
    var array = node.putArray(name);
    texts.forEach(array::add);
  }

  static Content read(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      return new Content(
          judgement(root.path("judgement")),
          counts(root.path("counts")),
          severity(root.path("severity")),
          root.path("tables").asText());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new BreachException("an assessment is damaged; restore its row from a backup", e);
    }
  }

  private static Judgement judgement(JsonNode node) {
    Map<String, String> circumstances = new TreeMap<>();
    node.path("circumstances")
        .properties()
        .forEach(each -> circumstances.put(each.getKey(), each.getValue().asText()));
    return new Judgement(
        new EnisaInput(
            data(node.path("data").asText()),
            new TreeSet<>(texts(node, "adjustments")),
            node.path("identification").asText(),
            circumstances),
        new TreeSet<>(texts(node, "criteria")),
        new Reason(node.path("reason").asText()));
  }

  private static EnisaClass data(String wire) {
    for (EnisaClass each : EnisaClass.values()) {
      if (each.wire().equals(wire)) {
        return each;
      }
    }
    throw new IllegalArgumentException("no class of data is named so");
  }

  private static Counts counts(JsonNode node) {
    Map<CategoryKey, Long> categories = new TreeMap<>();
    node.path("categories")
        .properties()
        .forEach(each -> categories.put(new CategoryKey(each.getKey()), each.getValue().asLong()));
    return new Counts(
        node.path("persons").asLong(),
        node.path("records").asLong(),
        node.path("sensitive_persons").asLong(),
        node.path("at_least").asBoolean(),
        node.path("unintelligible").asBoolean(),
        categories);
  }

  private static Severity severity(JsonNode node) {
    List<CriminalCount> criminal = new ArrayList<>();
    for (JsonNode each : node.path("criminal")) {
      criminal.add(
          new CriminalCount(
              each.path("kind").asText(),
              each.path("records").asLong(),
              each.path("from").asLong()));
    }
    return new Severity(
        new EnisaScore(
            number(node, "base"),
            number(node, "dpc"),
            number(node, "ei"),
            number(node, "cb"),
            number(node, "se"),
            node.path("band").asText()),
        node.has("cac_level") ? Optional.of(node.path("cac_level").asText()) : Optional.empty(),
        texts(node, "cac_grounds"),
        texts(node, "not_counted"),
        new TreeSet<>(texts(node, "flags")),
        criminal,
        node.path("criminal_reached").asBoolean());
  }

  private static BigDecimal number(JsonNode node, String name) {
    return new BigDecimal(node.path(name).asText());
  }

  private static List<String> texts(JsonNode node, String name) {
    List<String> texts = new ArrayList<>();
    node.path(name).forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
