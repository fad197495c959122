package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.RetentionRule;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.StoreConnector;
import dev.yinhu.subjectrights.connect.StoreUnavailable;
import dev.yinhu.subjectrights.connect.Stores;
import dev.yinhu.subjectrights.connect.Tally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Counts what a deletion would do: one query for each collection, the stores at the same time.
 * Changes nothing. Blocks; safe for use by many threads.
 */
public final class Previewing {
  private final Stores stores;

  /** Over these stores. */
  public Previewing(Stores stores) {
    this.stores = stores;
  }

  /** What the deletion of the person would do by the plan. */
  public Preview of(SubjectId person, Planning planning) {
    Map<CollectionName, Answer<List<Tally>>> answers = ask(person, planning);
    List<Preview.Collection> collections = new ArrayList<>();
    Set<CollectionName> stay = new HashSet<>();
    for (Node node : planning.order()) {
      boolean stays = stay.contains(node.name());
      CollectionPlan plan = planning.plan(node, stays);
      Preview.Collection one =
          switch (answers.getOrDefault(node.name(), new Answer.Failed<>("no-connector"))) {
            case Answer.Failed<List<Tally>>(String code) ->
                new Preview.Collection.Failed(node.name(), code);
            case Answer.Known<List<Tally>>(List<Tally> tallies) -> counted(planning, plan, tallies);
          };
      collections.add(one);
      if (leavesRows(one, stays)) {
        stay.addAll(Planning.above(node));
      }
    }
    return new Preview(collections);
  }

  /** Rows that a law keeps need those that lead to them, and these again those above. */
  private static boolean leavesRows(Preview.Collection one, boolean stays) {
    return switch (one) {
      case Preview.Collection.Failed _ -> false;
      case Preview.Collection.Counted counted ->
          (stays && counted.rows() > 0) || counted.restricted() > 0;
    };
  }

  private static Preview.Collection counted(
      Planning planning, CollectionPlan plan, List<Tally> tallies) {
    List<Preview.Part> parts = new ArrayList<>();
    List<LocalDate> next = new ArrayList<>();
    long rows = 0;
    for (int i = 0; i < tallies.size(); i++) {
      CollectionPlan.Part part = plan.parts().get(i);
      Tally tally = tallies.get(i);
      rows += tally.rows();
      parts.add(
          new Preview.Part(
              part, tally, date(planning, plan, part, tally.latest(), Collections::max)));
      if (tally.rows() > 0) {
        date(planning, plan, part, tally.earliest(), Collections::min).ifPresent(next::add);
      }
    }
    return new Preview.Collection.Counted(
        plan.node().name(), plan, rows, parts, next.stream().min(LocalDate::compareTo));
  }

  private interface Choice {
    LocalDate of(List<LocalDate> dates);
  }

  private static Optional<LocalDate> date(
      Planning planning,
      CollectionPlan plan,
      CollectionPlan.Part part,
      Optional<LocalDate> began,
      Choice choice) {
    List<LocalDate> dates = new ArrayList<>();
    for (RetentionRule rule : part.rules()) {
      dates.add(planning.until(plan.node(), rule, began));
    }
    return dates.isEmpty() ? Optional.empty() : Optional.of(choice.of(dates));
  }

  private Map<CollectionName, Answer<List<Tally>>> ask(SubjectId person, Planning planning) {
    Map<String, List<Node>> byStore = new HashMap<>();
    planning
        .order()
        .forEach(node ->
            byStore.computeIfAbsent(node.name().dataset(), _ -> new ArrayList<>()).add(node));
    Map<CollectionName, Answer<List<Tally>>> answers = new HashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Map<CollectionName, Answer<List<Tally>>>>> asked = new ArrayList<>();
      byStore.forEach((dataset, nodes) ->
          stores
              .of(dataset)
              .ifPresent(store ->
                  asked.add(
                      CompletableFuture.supplyAsync(
                          () -> ask(store, nodes, person, planning), threads))));
      asked.forEach(one -> answers.putAll(joined(one)));
    }
    return answers;
  }

  private static <T> T joined(CompletableFuture<T> one) {
    try {
      return one.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static Map<CollectionName, Answer<List<Tally>>> ask(
      StoreConnector store, List<Node> nodes, SubjectId person, Planning planning) {
    Map<CollectionName, Answer<List<Tally>>> answers = new HashMap<>();
    for (Node node : nodes) {
      answers.put(node.name(), ask(store, node, person, planning));
    }
    return answers;
  }

  private static Answer<List<Tally>> ask(
      StoreConnector store, Node node, SubjectId person, Planning planning) {
    try {
      return store.tally(node, person, planning.plan(node, false).plan());
    } catch (StoreUnavailable e) {
      return new Answer.Failed<>("store-away");
    }
  }
}
