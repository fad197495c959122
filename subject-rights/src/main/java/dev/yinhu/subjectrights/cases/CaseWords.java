package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseId;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people are still to be told of their cases. A word is written down in the transaction of its
 * event and taken away in the one that puts the notice into the outbox: told once, over crashes and
 * nodes. Safe for use by many threads and nodes; blocks.
 */
public final class CaseWords {
  private static final Logger LOG = LoggerFactory.getLogger(CaseWords.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Jdbi jdbi;
  private final CaseStore cases;
  private final CaseWordStore store;
  private final InstantSource clock;

  CaseWords(Jdbi jdbi, CaseStore cases, InstantSource clock) {
    this.jdbi = jdbi;
    this.cases = cases;
    this.store = new CaseWordStore(jdbi);
    this.clock = clock;
  }

  /** Puts what is said of an event into the outbox. */
  @FunctionalInterface
  public interface Teller {
    /**
     * Called once for an event, unless the transaction does not commit.
     *
     * @param transaction what is enqueued in it goes out when it commits
     * @param known the case as it stands now
     * @param line the event
     */
    void tell(Connection transaction, Case known, HistoryLine line);
  }

  /**
   * Tells what is due.
   *
   * @param most at one time
   * @return how many words there were
   */
  public int tell(Teller teller, int most) {
    int told = 0;
    while (told < most && one(teller)) {
      told++;
    }
    return told;
  }

  private boolean one(Teller teller) {
    Instant now = clock.instant();
    AtomicReference<CaseWordStore.@Nullable Word> taken = new AtomicReference<>();
    try {
      jdbi.useTransaction(handle -> {
        Optional<CaseWordStore.Word> next = CaseWordStore.next(handle, now);
        if (next.isPresent()) {
          taken.set(next.get());
          put(teller, next.get(), CaseWordStore.transaction(handle));
          CaseWordStore.done(handle, next.get());
        }
      });
    } catch (RuntimeException e) {
      CaseWordStore.Word word = taken.get();
      if (word == null) {
        throw e;
      }
      LOG.warn("Case {}: what is to be told is not in the outbox; tried again", word.id(), e);
      store.later(word, now, PAUSE);
    }
    return taken.get() != null;
  }

  private void put(Teller teller, CaseWordStore.Word word, Connection transaction) {
    Case known = cases.find(word.id()).orElseThrow();
    HistoryLine line =
        cases.history(word.id()).stream()
            .filter(one -> one.number() == word.number())
            .findFirst()
            .orElseThrow();
    teller.tell(transaction, known, line);
  }

  /**
   * Forgets the ids of people whose case has ended and who have been told, and of those whom nobody
   * could tell for so long.
   *
   * @param settled whether nothing is done any more for the notices of a case
   */
  public int forget(Predicate<CaseId> settled, Duration longest) {
    int forgotten = store.forgetBefore(clock.instant().minus(longest));
    for (CaseId id : store.kept(1_000)) {
      if (settled.test(id)) {
        store.forget(id);
        forgotten++;
      }
    }
    return forgotten;
  }
}
