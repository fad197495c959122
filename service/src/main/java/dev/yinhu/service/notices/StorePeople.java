package dev.yinhu.service.notices;

import dev.yinhu.breachresponse.tell.KnownPeople;
import dev.yinhu.fieldaccess.Persons;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.graph.Node;
import dev.yinhu.register.graph.Reach;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.StoreConnector;
import dev.yinhu.subjectrights.connect.StoreUnavailable;
import dev.yinhu.subjectrights.connect.Stores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people whom those stores know that hold contacts, with their references. Ids without a
 * reference are nobody's of whom anything was ever encrypted. Safe for use by many threads.
 */
public final class StorePeople implements KnownPeople {
  private static final Logger LOG = LoggerFactory.getLogger(StorePeople.class);
  private static final int AT_ONCE = 500;

  private final Ground ground;

  /**
   * What it stands on.
   *
   * @param places where contacts stand
   * @param graph of the register in force
   */
  public record Ground(
      Collection<ContactPlace> places,
      Supplier<DataGraph> graph,
      Supplier<Stores> stores,
      Persons persons) {
    /** Copies. */
    public Ground {
      places = List.copyOf(places);
    }
  }

  public StorePeople(Ground ground) {
    this.ground = ground;
  }

  @Override
  public Optional<String> forEach(Consumer<Batch> action) {
    Set<FieldRef> columns = columns();
    if (columns.isEmpty()) {
      return Optional.of("no-contacts");
    }
    for (FieldRef column : columns) {
      Optional<String> fault = forEach(column, new Gathering(action));
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  /** Those that hold ids, of the datasets in which contacts stand. */
  private Set<FieldRef> columns() {
    DataGraph graph = ground.graph().get();
    Set<FieldRef> columns = new LinkedHashSet<>();
    for (ContactPlace place : ground.places()) {
      List<FieldRef> own =
          graph.node(CollectionName.of(place.field())).stream().flatMap(StorePeople::ids).toList();
      columns.addAll(own.isEmpty() ? ofDataset(graph, place) : own);
    }
    return columns;
  }

  private static List<FieldRef> ofDataset(DataGraph graph, ContactPlace place) {
    return graph.reading().stream()
        .filter(node -> node.name().dataset().equals(place.field().dataset()))
        .flatMap(StorePeople::ids)
        .toList();
  }

  private static Stream<FieldRef> ids(Node node) {
    return node.reaches().stream().filter(Reach.BySubject.class::isInstance).map(Reach::column);
  }

  private Optional<String> forEach(FieldRef column, Gathering gathering) {
    Optional<StoreConnector> store = ground.stores().get().of(column.dataset());
    if (store.isEmpty()) {
      return Optional.of("no-connector");
    }
    try {
      if (store.get().people(column, gathering::add) instanceof Answer.Failed<Long>(String code)) {
        return Optional.of(code);
      }
      gathering.give();
      return Optional.empty();
    } catch (StoreUnavailable e) {
      return Optional.of("store-away");
    }
  }

  /** One column; for one thread. */
  private final class Gathering {
    private final Consumer<Batch> action;
    private final List<SubjectId> waiting = new ArrayList<>();
    private long looked;
    private long unusable;

    Gathering(Consumer<Batch> action) {
      this.action = action;
    }

    /** Ids that nobody of ours can have are nobody's. */
    void add(String id) {
      looked++;
      try {
        waiting.add(new SubjectId(id));
      } catch (IllegalArgumentException notAnId) {
        unusable++;
      }
      if (looked == AT_ONCE) {
        give();
      }
    }

    void give() {
      List<Known> known = new ArrayList<>();
      ground
          .persons()
          .known(waiting)
          .forEach((person, reference) ->
              known.add(new Known(PersonRef.of(reference).uuid(), person.value())));
      action.accept(new Batch(known, looked));
      waiting.clear();
      if (unusable > 0) {
        LOG.warn("{} values of a column of people's ids are no ids", unusable);
      }
      looked = 0;
      unusable = 0;
    }
  }
}
