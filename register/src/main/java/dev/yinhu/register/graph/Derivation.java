package dev.yinhu.register.graph;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredCollection;
import dev.yinhu.register.DeclaredDataset;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Derives one graph. Used once. */
final class Derivation {
  /** The kind of identity that is the platform's id of a person. */
  private static final String PLATFORM_ID = "user_id";

  private static final CategoryKey PERSONAL = new CategoryKey("user");

  private final Map<CollectionName, DeclaredCollection> personal = new LinkedHashMap<>();
  private final Map<CollectionName, List<Reach>> reaches = new LinkedHashMap<>();
  private final Links links = new Links();
  private final Map<String, List<FieldRef>> identities = new LinkedHashMap<>();
  private final List<GraphProblem> problems = new ArrayList<>();

  Derivation(List<DeclaredDataset> datasets) {
    for (DeclaredDataset dataset : datasets) {
      for (DeclaredCollection collection : dataset.collections()) {
        if (isPersonal(collection)) {
          personal.put(new CollectionName(dataset.key(), collection.name()), collection);
        }
      }
    }
    personal.values().forEach(collection -> collection.fields().forEach(this::link));
  }

  private void link(DeclaredField field) {
    links.add(field);
    field
        .identity()
        .filter(kind -> !kind.equals(PLATFORM_ID))
        .ifPresent(kind -> {
          List<FieldRef> same = identities.computeIfAbsent(kind, _ -> new ArrayList<>());
          same.forEach(other -> links.join(other, field.ref()));
          same.add(field.ref());
        });
  }

  private static boolean isPersonal(DeclaredCollection collection) {
    return !collection.skipProcessing()
        && collection.fields().stream().anyMatch(Derivation::isPersonal);
  }

  private static boolean isPersonal(DeclaredField field) {
    return field.subject().isPresent()
        || field.categories().stream().anyMatch(category -> category.isWithin(PERSONAL));
  }

  DataGraph graph() {
    findBySubject();
    if (reaches.isEmpty()) {
      return nothing();
    }
    findByReference();
    Map<CollectionName, Node> nodes = new LinkedHashMap<>();
    personal.forEach((name, declared) -> {
      List<Reach> ways = reaches.get(name);
      if (ways == null) {
        problems.add(new GraphProblem.Unreachable(name));
      } else {
        nodes.put(name, new Node(name, declared, ways));
      }
    });
    List<Node> reading = ordered("read", readingOrder(), nodes);
    List<Node> erasing = ordered("erase", erasingOrder(), nodes);
    return new DataGraph(nodes, reading, problems.isEmpty() ? erasing : List.of(), problems);
  }

  private DataGraph nothing() {
    List<GraphProblem> why =
        personal.keySet().stream()
            .limit(1)
            .<GraphProblem>map(GraphProblem.NoPersonId::new)
            .toList();
    return new DataGraph(Map.of(), List.of(), List.of(), why);
  }

  private void findBySubject() {
    personal.forEach((name, collection) -> {
      Set<FieldRef> columns = new LinkedHashSet<>();
      for (DeclaredField field : collection.fields()) {
        field.subject().ifPresent(columns::add);
        field.identity().filter(PLATFORM_ID::equals).ifPresent(_ -> columns.add(field.ref()));
      }
      if (!columns.isEmpty()) {
        reaches.put(name, columns.stream().<Reach>map(Reach.BySubject::new).toList());
      }
    });
  }

  /** Breadth first, so that each collection is found along the shortest ways. */
  private void findByReference() {
    Set<CollectionName> direct = Set.copyOf(reaches.keySet());
    Deque<CollectionName> next = new ArrayDeque<>(reaches.keySet());
    while (!next.isEmpty()) {
      for (Links.Link link : links.from(next.poll())) {
        CollectionName end = link.end();
        if (personal.containsKey(end) && !direct.contains(end) && !link.start().equals(end)) {
          if (!reaches.containsKey(end)) {
            next.add(end);
          }
          follow(link);
        }
      }
    }
  }

  /** Not back to where the value came from, which only what was found before can be. */
  private void follow(Links.Link link) {
    boolean isNew = !reaches.containsKey(link.end());
    if (isNew || !isFoundThrough(link.start(), link.end())) {
      List<Reach> ways = new ArrayList<>(reaches.getOrDefault(link.end(), List.of()));
      ways.add(new Reach.ByReference(link.to(), link.from()));
      reaches.put(link.end(), ways);
    }
  }

  private boolean isFoundThrough(CollectionName name, CollectionName other) {
    Set<CollectionName> sources = new LinkedHashSet<>();
    Deque<CollectionName> next = new ArrayDeque<>(List.of(name));
    while (!next.isEmpty() && !sources.contains(other)) {
      for (Reach way : reaches.getOrDefault(next.poll(), List.of())) {
        if (way instanceof Reach.ByReference by && sources.add(CollectionName.of(by.source()))) {
          next.add(CollectionName.of(by.source()));
        }
      }
    }
    return sources.contains(other);
  }

  private Ordering readingOrder() {
    Ordering order = new Ordering(personal.keySet());
    links.fixed().forEach(link -> order.comesAfter(link.end(), link.start()));
    ways().forEach(link -> order.comesAfter(link.end(), link.start()));
    personal.forEach((name, collection) ->
        collection.after().forEach(earlier -> order.comesAfter(name, named(earlier))));
    return order;
  }

  private Ordering erasingOrder() {
    Ordering order = new Ordering(personal.keySet());
    personal.forEach((name, collection) ->
        collection.eraseAfter().forEach(earlier -> order.comesAfter(name, named(earlier))));
    List<Links.Link> downwards = new ArrayList<>(links.fixed());
    downwards.addAll(ways());
    downwards.addAll(links.free());
    for (Links.Link link : downwards) {
      order.comesAfterUnlessBefore(link.start(), link.end());
    }
    return order;
  }

  private List<Links.Link> ways() {
    return reaches.values().stream()
        .flatMap(List::stream)
        .flatMap(way ->
            way instanceof Reach.ByReference by
                ? Optional.of(new Links.Link(by.source(), by.column())).stream()
                : Optional.<Links.Link>empty().stream())
        .toList();
  }

  private List<Node> ordered(String which, Ordering ordering, Map<CollectionName, Node> nodes) {
    Optional<List<CollectionName>> circle = ordering.circle();
    if (circle.isPresent()) {
      problems.add(new GraphProblem.Circle(which, circle.get()));
      return List.of();
    }
    return ordering.order().stream()
        .flatMap(name -> Optional.ofNullable(nodes.get(name)).stream())
        .toList();
  }

  private static CollectionName named(String text) {
    int dot = text.indexOf('.');
    return new CollectionName(text.substring(0, dot), text.substring(dot + 1));
  }
}
