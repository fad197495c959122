package dev.yinhu.service.api;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.checkpoint.TlogProof;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.proof.PublishedRead;
import dev.yinhu.accessaudit.proof.PublishedTree;
import dev.yinhu.accessaudit.search.Attribute;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.accessaudit.search.Order;
import dev.yinhu.accessaudit.search.Page;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.QueryParameters;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who looked at one person's data: every access, in words for the person, each with the proof that
 * the log has it. Staff who ask stand in the log before the answer leaves. Of a person who is not
 * known, or not any more, there is nothing to tell, in the same form.
 */
public final class SubjectAccessRoutes {
  private static final Set<String> PARAMETERS = Set.of("limit", "cursor", "wait");
  private static final int MOST = 100;
  private static final int USUAL = 50;

  private final SearchGate gate;
  private final AuditLog log;
  private final AuditSearch search;
  private final RegisterKnown known;
  private final Readings readings;
  private final PublishedLog published;

  private SubjectAccessRoutes(
      SearchGate gate,
      AuditLog log,
      AuditSearch search,
      RegisterKnown known,
      Readings readings,
      PublishedLog published) {
    this.gate = gate;
    this.log = log;
    this.search = search;
    this.known = known;
    this.readings = readings;
    this.published = published;
  }

  /**
   * The route.
   *
   * @param gate that all searches pass
   */
  public static List<Route> of(
      SearchGate gate,
      AuditLog log,
      AuditSearch search,
      RegisterKnown known,
      Readings readings,
      PublishedLog published) {
    var routes = new SubjectAccessRoutes(gate, log, search, known, readings, published);
    return List.of(
        Route.guarded(
            HttpMethod.GET, "/v1/subjects/{id}/accesses", SearchRoutes.READERS, routes::accesses));
  }

  private record Accesses(
      List<Access> accesses,
      @Nullable String next,
      String checkpoint,
      long indexed_to,
      long size) {}

  /** The entry's hash stands here, not the entry: that names other people's references. */
  private record Access(
      long index,
      String time,
      String request,
      String caller,
      @Nullable String actor,
      String operation,
      AccessWords.@Nullable Purpose purpose,
      long register,
      List<AccessWords.Field> fields,
      String leaf_hash,
      @Nullable List<String> proof) {}

  private Future<Answer> accesses(Exchange exchange) {
    QueryParameters asked = exchange.query(PARAMETERS);
    SubjectId subject = subject(exchange.pathParameter("id"));
    String actor = exchange.caller().name();
    String request = exchange.requestId();
    return gate.blocking(
        exchange,
        () -> {
          int limit = (int) asked.number("limit", 1, MOST, USUAL);
          Question question = Question.of(Map.of("accesses of", subject.value()));
          OptionalLong after =
              SearchCursor.after(asked.get("cursor"), Order.NEWEST_FIRST, question);
          IndexWait.of(asked, log, search);
          Optional<String> ref = known.reference(subject);
          Page page = search.search(filter(ref), Order.NEWEST_FIRST, after, limit);
          readings.record(
              new Readings.Reading(
                  actor,
                  request,
                  "subject-accesses",
                  ref,
                  ref.isPresent() ? Map.of() : Map.of("subject", "unknown")),
              page.entries().size());
          Optional<String> next = SearchCursor.next(page, Order.NEWEST_FIRST, question);
          return Answer.json(answer(page, ref.orElse(""), next.orElse(null)));
        });
  }

  private static SubjectId subject(String id) {
    try {
      return new SubjectId(id);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "The path names nothing that can be the id of a person.");
    }
  }

  /** Of nobody there is nothing: a filter that no entry fits. */
  private static Filter filter(Optional<String> ref) {
    return ref.<Filter>map(known ->
            new Filter.All(
                List.of(
                    new Filter.Has(Attribute.REF, known),
                    new Filter.Has(Attribute.KIND, "access"))))
        .orElse(new Filter.Any(List.of()));
  }

  private Accesses answer(Page page, String ref, @Nullable String next) {
    PublishedTree tree = published.now();
    List<Access> accesses = new ArrayList<>();
    for (StoredEntry entry : page.entries()) {
      if (EntryReader.read(entry.leaf()) instanceof AuditEntry.Access access) {
        accesses.add(access(entry, access, ref, tree));
      }
    }
    return new Accesses(accesses, next, tree.note(), page.indexedTo(), log.head().size());
  }

  private Access access(
      StoredEntry entry, AuditEntry.Access access, String ref, PublishedTree tree) {
    AccessWords words = new AccessWords(known.register(access.registerVersion()));
    return new Access(
        entry.index(),
        access.time().toString(),
        access.requestId(),
        access.caller().value(),
        access.behalf().actor().map(of -> of.code()).orElse(null),
        access.operation().wire(),
        access.purpose().map(words::purpose).orElse(null),
        access.registerVersion(),
        access.items().stream()
            .filter(item -> item.subjects().contains(ref))
            .map(words::field)
            .toList(),
        Base64.getEncoder().encodeToString(entry.leafHash()),
        proof(tree, entry.index()));
  }

  /** Nothing for an entry that the checkpoint does not reach yet, or whose tile was pruned. */
  private static @Nullable List<String> proof(PublishedTree tree, long index) {
    return switch (tree.inclusion(index)) {
      case PublishedRead.Present<TlogProof>(TlogProof proof) ->
          proof.inTreeOf(tree.size()).hashes().stream()
              .map(Base64.getEncoder()::encodeToString)
              .toList();
      case PublishedRead.Beyond<TlogProof> _, PublishedRead.Pruned<TlogProof> _ -> null;
    };
  }
}
