package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.Node;
import dev.yinhu.register.graph.Reach;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.Erased;
import dev.yinhu.subjectrights.connect.StoreConnector;
import dev.yinhu.subjectrights.connect.StoreUnavailable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Erases people again who came back with the backup of a store. Their key stays destroyed without
 * this, so no ciphertext of theirs opens; it is for what stores hold in clear. To be run after each
 * restore of a store; again does no harm. Somebody whose key lives is never touched, even under an
 * id that was erased. Memory does not grow with the number of people. Blocks.
 */
public final class Replaying {
  private static final int AT_ONCE = 500;

  private final Deletion deletion;
  private final ErasedPeople erased;

  /** Over the stores and laws of deletions. */
  public Replaying(Deletion deletion, ErasedPeople erased) {
    this.deletion = deletion;
    this.erased = erased;
  }

  /** Looks at everybody whom the stores know. */
  public Returned run() {
    return run(ReplayWish.ALL);
  }

  /**
   * Looks at the people of one store, or for those only who were erased lately.
   *
   * @throws IllegalArgumentException when the register has no such store
   */
  public Returned run(ReplayWish wish) {
    Round round = new Round(wish);
    LocalDate today = deletion.today();
    Planning planning =
        new Planning(deletion.ground().register().get(), new Planning.Day(today, today));
    for (Node node : planning.order()) {
      if (round.concerns(node.name())) {
        look(node, round);
      }
    }
    round.settle();
    return round.result();
  }

  private void look(Node node, Round round) {
    round.begin(node.name().dataset());
    for (Reach reach : node.reaches()) {
      if (reach instanceof Reach.BySubject) {
        look(node, reach, round);
      }
    }
  }

  private void look(Node node, Reach reach, Round round) {
    round.listed = true;
    Optional<StoreConnector> store = deletion.ground().stores().get().of(node.name().dataset());
    if (store.isEmpty()) {
      round.failed("no-connector");
      return;
    }
    try {
      Answer<Long> known = store.get().people(reach.column(), round::add);
      if (known instanceof Answer.Failed<Long>(String code)) {
        round.failed(code);
      }
    } catch (StoreUnavailable e) {
      round.failed(Beginning.STORE_AWAY);
    }
  }

  /** What is known of one store so far. */
  private static final class Tallied {
    private final SortedSet<String> failed = new TreeSet<>();
    private long looked;
    private long rows;
  }

  /** One run; for one thread. */
  private final class Round {
    private final ReplayWish wish;
    private final List<SubjectId> waiting = new ArrayList<>();
    private final SortedSet<String> again = new TreeSet<>();
    private final SortedSet<String> living = new TreeSet<>();
    private final SortedMap<String, Tallied> stores = new TreeMap<>();
    private String at = "";
    private boolean listed;

    Round(ReplayWish wish) {
      this.wish = wish;
    }

    boolean concerns(CollectionName name) {
      return wish.store().map(name.dataset()::equals).orElse(true);
    }

    void begin(String dataset) {
      at = dataset;
      var _ = of(dataset);
    }

    private Tallied of(String dataset) {
      return stores.computeIfAbsent(dataset, _ -> new Tallied());
    }

    void failed(String code) {
      of(at).failed.add(code);
    }

    /** Ids that no person of ours can have are nobody's. */
    void add(String id) {
      of(at).looked++;
      try {
        waiting.add(new SubjectId(id));
      } catch (IllegalArgumentException notAnId) {
        failed("not-an-id");
      }
      if (waiting.size() == AT_ONCE) {
        settle();
      }
    }

    void settle() {
      Map<SubjectId, CaseId> gone = erased.among(waiting, wish.since().orElse(Instant.EPOCH));
      waiting.clear();
      gone.forEach(this::erase);
    }

    private void erase(SubjectId person, CaseId id) {
      if (deletion.ground().access().persons().known(person).isPresent()) {
        living.add(id.text());
        return;
      }
      LocalDate received =
          deletion.ground().kept().find(id).map(KeptData.Kept::received).orElseGet(deletion::today);
      Planning planning =
          new Planning(
              deletion.ground().register().get(), new Planning.Day(received, deletion.today()));
      Preview preview = new Previewing(deletion.ground().stores().get()).of(person, planning);
      for (Preview.Collection one : preview.collections()) {
        if (concerns(one.name())) {
          erase(one, person, id);
        }
      }
    }

    private void erase(Preview.Collection one, SubjectId person, CaseId id) {
      Tallied store = of(one.name().dataset());
      switch (one) {
        case Preview.Collection.Failed(var _, String code) -> store.failed.add(code);
        case Preview.Collection.Counted counted -> {
          try {
            erase(counted, person, id, store);
          } catch (StoreUnavailable e) {
            store.failed.add(Beginning.STORE_AWAY);
          }
        }
      }
    }

    private void erase(
        Preview.Collection.Counted one, SubjectId person, CaseId id, Tallied tallied) {
      StoreConnector store =
          deletion.ground().stores().get().of(one.name().dataset()).orElseThrow();
      CollectionPlan plan = one.plan();
      Answer<Long> left = store.remaining(plan.node(), person, plan.plan());
      if (left instanceof Answer.Failed<Long>(String code)) {
        tallied.failed.add(code);
      }
      if (left instanceof Answer.Known<Long>(Long rows) && rows > 0) {
        Answer<Erased> erasedNow = store.erase(plan.node(), person, plan.plan());
        if (erasedNow instanceof Answer.Failed<Erased>(String code)) {
          tallied.failed.add(code);
        } else {
          again.add(id.text());
          tallied.rows += rows;
        }
      }
    }

    Returned result() {
      if (stores.isEmpty()) {
        throw new IllegalArgumentException("the register has no such store");
      }
      if (!listed) {
        failed("no-list-of-people");
      }
      List<Returned.Store> each =
          stores.entrySet().stream()
              .map(one ->
                  new Returned.Store(
                      one.getKey(),
                      one.getValue().looked,
                      one.getValue().rows,
                      List.copyOf(one.getValue().failed)))
              .toList();
      return new Returned(
          each.stream().mapToLong(Returned.Store::looked).sum(),
          again.stream().map(CaseId::new).toList(),
          living.stream().map(CaseId::new).toList(),
          each.stream().flatMap(one -> one.failed().stream()).distinct().sorted().toList(),
          each);
    }
  }
}
