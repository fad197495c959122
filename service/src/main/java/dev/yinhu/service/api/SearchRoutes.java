package dev.yinhu.service.api;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.search.Attribute;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.accessaudit.search.Facets;
import dev.yinhu.accessaudit.search.Histogram;
import dev.yinhu.accessaudit.search.Interval;
import dev.yinhu.accessaudit.search.Known;
import dev.yinhu.accessaudit.search.Order;
import dev.yinhu.accessaudit.search.Page;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.QueryParameters;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Searching and counting the access log, for staff. Who searches stands in the log before the
 * answer leaves; every answer says how far the index had come.
 */
public final class SearchRoutes {
  static final Set<Role> READERS = EnumSet.of(Role.AUDITOR, Role.DPO);

  private static final int MOST_ENTRIES = 100;
  private static final int USUAL_ENTRIES = 20;
  private static final int MOST_VALUES = 1_000;
  private static final int USUAL_VALUES = 20;
  private static final List<Attribute> USUAL_FACETS =
      List.of(
          Attribute.CALLER,
          Attribute.ACTOR,
          Attribute.PURPOSE,
          Attribute.FIELD,
          Attribute.OUTCOME,
          Attribute.OPERATION,
          Attribute.KIND);

  private final SearchGate gate;
  private final AuditLog log;
  private final AuditSearch search;
  private final Known known;
  private final Readings readings;
  private final ZoneId zone;

  private SearchRoutes(
      SearchGate gate,
      AuditLog log,
      AuditSearch search,
      Known known,
      Readings readings,
      ZoneId zone) {
    this.gate = gate;
    this.log = log;
    this.search = search;
    this.known = known;
    this.readings = readings;
    this.zone = zone;
  }

  /**
   * The routes.
   *
   * @param gate that all searches pass
   */
  public static List<Route> of(
      SearchGate gate,
      AuditLog log,
      AuditSearch search,
      Known known,
      Readings readings,
      ZoneId zone) {
    SearchRoutes routes = new SearchRoutes(gate, log, search, known, readings, zone);
    return List.of(
        Route.guarded(HttpMethod.GET, "/v1/audit/entries", READERS, routes::entries),
        Route.guarded(HttpMethod.GET, "/v1/audit/facets", READERS, routes::facets),
        Route.guarded(HttpMethod.GET, "/v1/audit/histogram", READERS, routes::histogram));
  }

  private record Value(String value, long count) {}

  private record Facet(String attribute, List<Value> values, int distinct) {}

  private record FacetsAnswer(long matches, List<Facet> facets, long indexed_to, long size) {}

  private record Step(String from, long count) {}

  private record HistogramAnswer(
      long matches, String interval, List<Step> steps, long indexed_to, long size) {}

  private static Set<String> with(String... more) {
    Set<String> names = new HashSet<>(SearchTerms.names());
    names.addAll(List.of(more));
    names.add("wait");
    return names;
  }

  private Future<Answer> entries(Exchange exchange) {
    QueryParameters asked = exchange.query(with("order", "limit", "cursor"));
    String actor = exchange.caller().name();
    String request = exchange.requestId();
    return gate.blocking(
        exchange,
        () -> {
          Order order = order(asked);
          int limit = (int) asked.number("limit", 1, MOST_ENTRIES, USUAL_ENTRIES);
          SearchTerms terms = SearchTerms.read(asked::get, known, zone);
          OptionalLong after = SearchCursor.after(asked.get("cursor"), order, terms.question());
          IndexWait.of(asked, log, search);
          Page page = search.search(terms.filter(), order, after, limit);
          readings.record(reading(actor, request, "search", terms), page.entries().size());
          Optional<String> next = SearchCursor.next(page, order, terms.question());
          return entries(page, next, log.head().size());
        });
  }

  private static Order order(QueryParameters asked) {
    return switch (asked.get("order").orElse("newest")) {
      case "newest" -> Order.NEWEST_FIRST;
      case "oldest" -> Order.OLDEST_FIRST;
      default -> throw QueryParameters.expected("order", "newest or oldest");
    };
  }

  private static Readings.Reading reading(
      String actor, String request, String what, SearchTerms terms) {
    return new Readings.Reading(actor, request, what, terms.subject(), terms.told());
  }

  private static Answer entries(Page page, Optional<String> next, long size) {
    Buffer out = Buffer.buffer("{\"entries\":[");
    boolean first = true;
    for (StoredEntry entry : page.entries()) {
      if (!first) {
        out.appendString(",");
      }
      first = false;
      EntryAnswers.write(out, entry);
    }
    out.appendString("]");
    next.ifPresent(
        cursor -> out.appendString(",\"next\":\"").appendString(cursor).appendString("\""));
    return Answer.json(
        out.appendString(",\"indexed_to\":")
            .appendString(Long.toString(page.indexedTo()))
            .appendString(",\"size\":")
            .appendString(Long.toString(size))
            .appendString("}"));
  }

  private Future<Answer> facets(Exchange exchange) {
    QueryParameters asked = exchange.query(with("by", "limit"));
    String actor = exchange.caller().name();
    String request = exchange.requestId();
    return gate.blocking(
        exchange,
        () -> {
          List<Attribute> by = by(asked);
          int limit = (int) asked.number("limit", 1, MOST_VALUES, USUAL_VALUES);
          SearchTerms terms = SearchTerms.read(asked::get, known, zone);
          IndexWait.of(asked, log, search);
          Facets facets = search.facets(terms.filter(), by, limit);
          Map<String, String> told = new HashMap<>(terms.told());
          told.put("by", String.join(",", by.stream().map(Attribute::word).toList()));
          readings.record(new Readings.Reading(actor, request, "facets", terms.subject(), told), 0);
          return Answer.json(answer(facets, log.head().size()));
        });
  }

  private static List<Attribute> by(QueryParameters asked) {
    List<Attribute> by = new ArrayList<>();
    for (String word : asked.get("by").map(words -> words.split(",")).orElse(new String[0])) {
      by.add(
          Attribute.of(word)
              .filter(Attribute::isCountable)
              .filter(attribute -> !by.contains(attribute))
              .orElseThrow(() ->
                  QueryParameters.expected(
                      "by",
                      "some of caller, actor, purpose, field, outcome, detail, operation,"
                          + " register, kind, drill, each once, separated by commas")));
    }
    return by.isEmpty() ? USUAL_FACETS : by;
  }

  private static FacetsAnswer answer(Facets facets, long size) {
    List<Facet> each =
        facets.facets().stream()
            .map(facet ->
                new Facet(
                    facet.attribute().word(),
                    facet.values().stream()
                        .map(value -> new Value(value.value(), value.count()))
                        .toList(),
                    facet.distinct()))
            .toList();
    return new FacetsAnswer(facets.matches(), each, facets.indexedTo(), size);
  }

  private Future<Answer> histogram(Exchange exchange) {
    QueryParameters asked = exchange.query(with("interval"));
    String actor = exchange.caller().name();
    String request = exchange.requestId();
    return gate.blocking(
        exchange,
        () -> {
          Interval interval =
              Interval.of(asked.get("interval").orElse("day"))
                  .orElseThrow(
                      () -> QueryParameters.expected("interval", "hour, day, week or month"));
          SearchTerms terms = SearchTerms.read(asked::get, known, zone);
          IndexWait.of(asked, log, search);
          Histogram histogram = search.histogram(terms.filter(), interval, zone);
          Map<String, String> told = new HashMap<>(terms.told());
          told.put("interval", interval.word());
          readings.record(
              new Readings.Reading(actor, request, "histogram", terms.subject(), told), 0);
          List<Step> steps =
              histogram.steps().stream()
                  .map(step -> new Step(step.from().toString(), step.count()))
                  .toList();
          return Answer.json(
              new HistogramAnswer(
                  histogram.matches(),
                  interval.word(),
                  steps,
                  histogram.indexedTo(),
                  log.head().size()));
        });
  }
}
