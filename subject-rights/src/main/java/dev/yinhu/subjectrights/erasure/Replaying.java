package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.Node;
import dev.yinhu.register.graph.Reach;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.Erased;
import dev.yinhu.subjectrights.connect.StoreConnector;
import dev.yinhu.subjectrights.connect.StoreUnavailable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
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
    Round round = new Round();
    LocalDate today = deletion.today();
    Planning planning =
        new Planning(deletion.ground().register().get(), new Planning.Day(today, today));
    for (Node node : planning.order()) {
      for (Reach reach : node.reaches()) {
        if (reach instanceof Reach.BySubject) {
          look(node, reach, round);
        }
      }
    }
    round.settle();
    return round.result();
  }

  private void look(Node node, Reach reach, Round round) {
    Optional<StoreConnector> store = deletion.ground().stores().get().of(node.name().dataset());
    if (store.isEmpty()) {
      round.failed.add("no-connector");
      return;
    }
    try {
      Answer<Long> known = store.get().people(reach.column(), round::add);
      if (known instanceof Answer.Failed<Long>(String code)) {
        round.failed.add(code);
      }
    } catch (StoreUnavailable e) {
      round.failed.add(Beginning.STORE_AWAY);
    }
  }

  /** One run; for one thread. */
  private final class Round {
    private final List<SubjectId> waiting = new ArrayList<>();
    private final SortedSet<String> again = new TreeSet<>();
    private final SortedSet<String> living = new TreeSet<>();
    private final SortedSet<String> failed = new TreeSet<>();
    private long looked;

    /** Ids that no person of ours can have are nobody's. */
    void add(String id) {
      looked++;
      try {
        waiting.add(new SubjectId(id));
      } catch (IllegalArgumentException notAnId) {
        failed.add("not-an-id");
      }
      if (waiting.size() == AT_ONCE) {
        settle();
      }
    }

    void settle() {
      Map<SubjectId, CaseId> gone = erased.among(waiting);
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
      preview.failed().forEach(one -> failed.add(one.code()));
      for (Preview.Collection.Counted one : preview.counted()) {
        erase(one, person, id);
      }
    }

    private void erase(Preview.Collection.Counted one, SubjectId person, CaseId id) {
      StoreConnector store =
          deletion.ground().stores().get().of(one.name().dataset()).orElseThrow();
      CollectionPlan plan = one.plan();
      Answer<Long> left = store.remaining(plan.node(), person, plan.plan());
      if (left instanceof Answer.Known<Long>(Long rows) && rows > 0) {
        Answer<Erased> erasedNow = store.erase(plan.node(), person, plan.plan());
        if (erasedNow instanceof Answer.Failed<Erased>(String code)) {
          failed.add(code);
        } else {
          again.add(id.text());
        }
      }
    }

    Returned result() {
      return new Returned(
          looked,
          again.stream().map(CaseId::new).toList(),
          living.stream().map(CaseId::new).toList(),
          List.copyOf(failed));
    }
  }
}
