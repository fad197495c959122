package dev.yinhu.breachresponse.scope;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.BreachException;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.register.Register;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * How far incidents reach. An estimate is made from the access log by a query, as an act, and kept:
 * another one, as evidence comes, never changes it. Blocks; thread-safe.
 */
public final class Scopes {
  private static final long MEMORY = 128L << 20;

  private final EstimateStore store;
  private final Acts acts;
  private final ScopeCounting counting;
  private final EstimateListener listener;

  private Scopes(EstimateStore store, Acts acts, ScopeCounting counting, EstimateListener told) {
    this.store = store;
    this.acts = acts;
    this.counting = counting;
    this.listener = told;
  }

  /**
   * What scopes are counted from.
   *
   * @param search finds entries; without it every estimate reads the whole log
   * @param registers the register of a version, as it was; empty when it cannot be read any more
   * @param folder for files that hold references while an estimate is made: below the data
   *     directory
   * @param zone whose days count
   */
  public record Evidence(
      AuditLog log,
      Optional<AuditSearch> search,
      LongFunction<Optional<Register>> registers,
      Minors minors,
      KeySafety keys,
      Path folder,
      ZoneId zone) {}

  /**
   * Over the schema {@code breach}, which is migrated.
   *
   * @param listener told of every estimate; makes severity follow the scope
   * @throws UncheckedIOException when the folder cannot be made
   */
  public static Scopes open(Jdbi jdbi, Acts acts, Evidence evidence, EstimateListener listener) {
    return open(jdbi, acts, evidence, listener, MEMORY);
  }

  static Scopes open(
      Jdbi jdbi, Acts acts, Evidence evidence, EstimateListener listener, long memory) {
    try {
      Files.createDirectories(evidence.folder());
    } catch (IOException e) {
      throw new UncheckedIOException("the folder for estimates cannot be made", e);
    }
    ScopeCounting counting =
        new ScopeCounting(
            evidence.log(),
            evidence.search(),
            evidence.registers(),
            evidence.minors(),
            evidence.keys(),
            evidence.folder(),
            evidence.zone(),
            memory);
    return new Scopes(new EstimateStore(jdbi), acts, counting, listener);
  }

  /**
   * Makes an estimate of all that the log has now. Takes about a second for some million entries.
   *
   * @throws dev.yinhu.accessaudit.AuditUnavailable when the log cannot be read or written
   * @throws dev.yinhu.accessaudit.LogDamaged when an entry of it was changed
   */
  public ScopeEstimate estimate(IncidentId incident, ScopeQuery query, Order order) {
    TreeHead head = counting.log().head();
    try (PersonsFile persons = new PersonsFile(counting.folder())) {
      ScopeFigures figures = counting.count(query, incident.drill(), head, persons);
      ScopeEstimate made =
          acts.perform(
              act(incident, query, head, figures),
              order,
              (handle, now) -> kept(handle, incident, query, head, figures, persons, now, order));
      listener.estimated(made, order);
      return made;
    } catch (IOException e) {
      throw new BreachException(
          "the persons of a scope cannot be written below the data directory", e);
    }
  }

  /** The estimate that holds; empty when there is none yet. */
  public Optional<ScopeEstimate> latest(IncidentId incident) {
    return store.latest(incident);
  }

  /** Every estimate, the first first. */
  public List<ScopeEstimate> all(IncidentId incident) {
    return store.all(incident);
  }

  /**
   * The references of the persons of the latest estimate, each once, in ascending order of their
   * bytes; none when there is no estimate. Read some thousand at a time as the stream is used, and
   * nothing stays open.
   */
  public Stream<String> persons(IncidentId incident) {
    return inScope(incident).map(ScopePerson::reference);
  }

  /** As {@link #persons}, with what is known of each. */
  public Stream<ScopePerson> inScope(IncidentId incident) {
    return store.latest(incident).map(this::inScope).orElseGet(Stream::empty);
  }

  /** The same of one estimate, whatever came after it. */
  public Stream<ScopePerson> inScope(ScopeEstimate estimate) {
    long rows = (estimate.figures().persons() + PersonsFile.AT_ONCE - 1) / PersonsFile.AT_ONCE;
    return IntStream.range(0, Math.toIntExact(rows))
        .boxed()
        .flatMap(row -> row(estimate.number(), row));
  }

  private Stream<ScopePerson> row(long estimate, int chunk) {
    byte[] refs =
        store
            .persons(estimate, chunk)
            .orElseThrow(() ->
                new BreachException("persons of an estimate are missing; restore from a backup"));
    return IntStream.range(0, refs.length / PersonsFile.EACH)
        .mapToObj(number -> PersonsFile.person(refs, number));
  }

  private static ScopeEstimate kept(
      Handle handle,
      IncidentId incident,
      ScopeQuery query,
      TreeHead head,
      ScopeFigures figures,
      PersonsFile persons,
      Instant now,
      Order order) {
    EstimateJson.Content content = new EstimateJson.Content(query, figures);
    long number =
        EstimateStore.add(handle, incident, now, order.actor(), content, head.size(), head.root());
    try (EstimateStore.Persons rows = new EstimateStore.Persons(handle, number)) {
      persons.forEachRow(rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException("the persons of a scope cannot be read again", e);
    }
    String root = HexFormat.of().formatHex(head.root());
    return new ScopeEstimate(
        number, incident, now, order.actor(), query, head.size(), root, figures);
  }

  private static Acts.Act act(
      IncidentId incident, ScopeQuery query, TreeHead head, ScopeFigures figures) {
    Map<String, String> details = new HashMap<>();
    details.put("tree_size", Long.toString(head.size()));
    details.put("persons", Long.toString(figures.persons()));
    details.put("records", Long.toString(figures.records()));
    details.put("at_least", Boolean.toString(figures.atLeast()));
    query.from().ifPresent(from -> details.put("from", from.toString()));
    query.until().ifPresent(until -> details.put("until", until.toString()));
    return new Acts.Act(incident, "scope-estimate", details);
  }
}
