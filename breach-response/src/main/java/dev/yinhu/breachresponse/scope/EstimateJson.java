package dev.yinhu.breachresponse.scope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.breachresponse.BreachException;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Estimates as they are kept. */
final class EstimateJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EstimateJson() {}

  /** What is kept beside the columns. */
  record Content(ScopeQuery query, ScopeFigures figures) {}

  static String write(Content content) {
    ObjectNode root = JSON.createObjectNode();
    query(content.query(), root.putObject("query"));
    figures(content.figures(), root.putObject("figures"));
    return root.toString();
  }

  private static void query(ScopeQuery query, ObjectNode node) {
    query.from().ifPresent(from -> node.put("from", from.toString()));
    query.until().ifPresent(until -> node.put("until", until.toString()));
    texts(node, "callers", query.callers());
    texts(node, "actors", query.actors());
    texts(node, "purposes", query.purposes());
    texts(node, "operations", query.operations().stream().map(Operation::wire).toList());
    texts(node, "outcomes", query.outcomes());
    texts(node, "fields", query.fields());
    texts(node, "categories", query.categories().stream().map(CategoryKey::value).toList());
    texts(node, "only", query.only());
    texts(node, "without", query.without());
    node.put("form", query.form().wire());
  }

  private static void figures(ScopeFigures figures, ObjectNode node) {
    node.put("persons", figures.persons());
    node.put("records", figures.records());
    node.put("records_at_most", figures.recordsAtMost());
    node.put("sensitive_persons", figures.sensitivePersons());
    node.put("sensitive_records", figures.sensitiveRecords());
    node.put("minors", figures.minors());
    node.put("minors_unknown", figures.minorsUnknown());
    node.put("entries", figures.entries());
    node.put("unreadable", figures.unreadable());
    node.put("pruned", figures.pruned());
    node.put("unintelligible", figures.unintelligible());
    figures.keyDoubt().ifPresent(doubt -> node.put("key_doubt", doubt));
    tallies(node, "fields", figures.fields());
    tallies(node, "categories", figures.categories());
    tallies(node, "callers", figures.callers());
    tallies(node, "days", figures.days());
  }

  private static void texts(ObjectNode node, String name, Collection<String> texts) {
    if (!texts.isEmpty()) {
      texts.forEach(node.putArray(name)::add);
    }
  }

  private static void tallies(ObjectNode node, String name, List<Tally> tallies) {
    var array = node.putArray(name);
    tallies.forEach(each ->
        array
            .addObject()
            .put("key", each.key())
            .put("persons", each.persons())
            .put("records", each.records()));
  }

  static Content read(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      return new Content(query(root.path("query")), figures(root.path("figures")));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new BreachException("an estimate is damaged; restore its row from a backup", e);
    }
  }

  private static ScopeQuery query(JsonNode node) {
    return new ScopeQuery(
        time(node, "from"),
        time(node, "until"),
        texts(node, "callers"),
        texts(node, "actors"),
        texts(node, "purposes"),
        Arrays.stream(Operation.values())
            .filter(each -> texts(node, "operations").contains(each.wire()))
            .collect(Collectors.toSet()),
        texts(node, "outcomes"),
        texts(node, "fields"),
        texts(node, "categories").stream()
            .map(CategoryKey::new)
            .collect(Collectors.toCollection(TreeSet::new)),
        texts(node, "only"),
        texts(node, "without"),
        LeakedForm.parse(node.path("form").asText()));
  }

  private static Optional<Instant> time(JsonNode node, String name) {
    return node.has(name) ? Optional.of(Instant.parse(node.path(name).asText())) : Optional.empty();
  }

  private static ScopeFigures figures(JsonNode node) {
    return new ScopeFigures(
        node.path("persons").asLong(),
        node.path("records").asLong(),
        node.path("records_at_most").asBoolean(),
        node.path("sensitive_persons").asLong(),
        node.path("sensitive_records").asLong(),
        node.path("minors").asLong(),
        node.path("minors_unknown").asLong(),
        node.path("entries").asLong(),
        node.path("unreadable").asLong(),
        node.path("pruned").asLong(),
        node.path("unintelligible").asBoolean(),
        Optional.ofNullable(node.path("key_doubt").textValue()),
        tallies(node, "fields"),
        tallies(node, "categories"),
        tallies(node, "callers"),
        tallies(node, "days"));
  }

  private static SortedSet<String> texts(JsonNode node, String name) {
    SortedSet<String> texts = new TreeSet<>();
    node.path(name).forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static List<Tally> tallies(JsonNode node, String name) {
    List<Tally> tallies = new ArrayList<>();
    node.path(name)
        .forEach(each ->
            tallies.add(
                new Tally(
                    each.path("key").asText(),
                    each.path("persons").asLong(),
                    each.path("records").asLong())));
    return tallies;
  }
}
