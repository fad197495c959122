package dev.yinhu.subjectrights.cases;

import dev.yinhu.fieldaccess.Persons;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.clock.ClockJournal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * The requests of people: takes them in, tells how they stand, and lets happen to them what staff
 * and callers decide. What becomes of them by itself is done by {@link #run}. Every change is
 * durable when the method returns. Safe for use by many threads and nodes; blocks.
 */
public final class Cases {
  private final Ground ground;
  private final CaseStore store;
  private final JournalStore journal;

  /**
   * What it stands on.
   *
   * @param seal seals the ids of people
   */
  public record Ground(
      DataSource dataSource,
      Jdbi jdbi,
      Persons persons,
      PersonSeal seal,
      InstantSource clock,
      SecureRandom random) {}

  /** Nothing is opened or started; the schema {@code rights} is migrated. */
  public Cases(Ground ground) {
    this.ground = ground;
    this.store = new CaseStore(ground.jdbi());
    this.journal = new JournalStore(ground.jdbi());
  }

  /**
   * Takes part in working on the cases of all nodes, until it is closed.
   *
   * @param works how each type is carried out
   */
  public Running run(Map<CaseType, CaseWork> works, CaseTimes times) {
    CaseTurn turn =
        new CaseTurn(store, journal, KindsOfWork.together(works.values()), times, ground.clock());
    CaseRunner runner = CaseRunner.start(ground.dataSource(), store, turn, times, ground.clock());
    return new Running(runner);
  }

  /** A node at work. Closing it lets the steps that run come to their end. */
  public static final class Running implements AutoCloseable {
    private final CaseRunner runner;

    private Running(CaseRunner runner) {
      this.runner = runner;
    }

    /** Has the case looked at now, and not only at the next look for forgotten ones. */
    public void wake(CaseId id) {
      runner.wake(id);
    }

    @Override
    public void close() {
      runner.close();
    }
  }

  /**
   * Takes a request in. Nothing of it is done before {@link #verified}.
   *
   * @param work how such a request is carried out
   */
  public Case receive(CaseWish wish, CaseWork work) {
    Case made =
        Case.received(
            CaseId.random(ground.random()),
            wish,
            ground.persons().reference(wish.person()),
            ground.clock().instant());
    byte[] id = wish.person().value().getBytes(StandardCharsets.UTF_8);
    try {
      store.add(made, ground.seal().seal(id, made.id().text()), work.first());
    } finally {
      Arrays.fill(id, (byte) 0);
    }
    return made;
  }

  /** The case of that name. */
  public Optional<Case> find(CaseId id) {
    return store.find(id);
  }

  /** Cases, those first that came in last. */
  public List<Case> list(CaseFilter filter) {
    return store.list(filter);
  }

  /** What happened to the case, oldest first. */
  public List<HistoryLine> history(CaseId id) {
    return store.history(id);
  }

  /** The work of the case, in its order. */
  public List<Step> steps(CaseId id) {
    return journal.steps(id);
  }

  /** What of its history moves its clocks. */
  public ClockJournal clocks(Case known) {
    return ClockEvents.journal(known.requester(), store.history(known.id()));
  }

  /** Who the cases are about. */
  public CasePersons persons() {
    return id -> store.sealedSubject(id).map(sealed -> opened(id, sealed));
  }

  /**
   * The id by which the platform knows the person of that reference; empty when no case of theirs
   * is open and nothing is left to be told of one, since it is forgotten then.
   */
  public Optional<SubjectId> person(String reference) {
    return store.open(reference).flatMap(id -> persons().of(id)).or(() -> lately(reference));
  }

  private Optional<SubjectId> lately(String reference) {
    return new CaseWordStore(ground.jdbi())
        .lastWord(reference)
        .map(kept -> opened(kept.id(), kept.sealed()));
  }

  /** What people are still to be told of their cases. */
  public CaseWords words() {
    return new CaseWords(ground.jdbi(), store, ground.clock());
  }

  /** Extensions that count when the person has been told. */
  public ExtensionWishes extensions() {
    return new ExtensionWishes(ground.jdbi(), ground.clock());
  }

  private SubjectId opened(CaseId id, byte[] sealed) {
    byte[] text = ground.seal().open(sealed, id.text()).orElseThrow(() -> new CaseDamaged(id));
    try {
      return new SubjectId(new String(text, StandardCharsets.UTF_8));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * It is proven who asks: the work begins. Requests of the same person for the same that nobody
   * has proven anything for are taken back, so they never stand in the way; when a proven one is
   * being worked on already, this one is refused.
   *
   * @param how a stable code
   * @throws ChangeRefused when the case does not wait for proof
   */
  public Case verified(CaseId id, String how, String actor) {
    return store.verify(id, how, actor, ground.clock().instant());
  }

  /**
   * Lets the event happen to the case.
   *
   * @param actor who lets it
   * @throws ChangeRefused when it may not happen where the case stands
   */
  public Case happens(CaseId id, CaseEvent event, String actor) {
    return store.apply(id, event, actor, ground.clock().instant());
  }

  /**
   * Somebody answers for the step that the case waits with, and it goes on.
   *
   * @param evidence as in {@link HandAnswer}
   * @throws ChangeRefused when the case waits for nobody
   * @throws IllegalArgumentException when the evidence has another form
   */
  public Case answer(CaseId id, HandOutcome outcome, String evidence, String actor) {
    return store.answer(id, new HandAnswer(outcome, evidence, actor, ground.clock().instant()));
  }
}
