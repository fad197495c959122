package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * SQL over {@code rights.subject_case} and {@code rights.case_event}. Each change locks the case's
 * row, so of two that come at once the second sees what the first did; it is durable when the
 * method returns. Safe for use by many threads and nodes.
 */
final class CaseStore {
  private final Jdbi jdbi;

  CaseStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Stores a case that has just come in, with its first line of history and its first steps.
   *
   * @throws IllegalArgumentException when there is no step: such a case would be done at once
   */
  void add(Case made, byte[] sealedSubject, List<Step.Planned> steps) {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a case begins with at least one step");
    }
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate(
              """
              insert into rights.subject_case (id, type, subject, sealed_subject, requester,
                channel, opened_by, received_at, state, since)
              values (:id, :type, :subject, :sealed, :requester, :channel, :by, :received, :state,
                :received)
              """)
          .bind("id", made.id().text())
          .bind("type", made.type().wire())
          .bind("subject", made.subject())
          .bind("sealed", sealedSubject)
          .bind("requester", made.requester().wire())
          .bind("channel", made.channel().wire())
          .bind("by", made.openedBy())
          .bind("received", at(made.received()))
          .bind("state", made.state().wire())
          .execute();
      history(handle, made, EventWords.RECEIVED, made.openedBy(), Facts.NONE, made.received());
      JournalStore.add(handle, made.id(), steps);
    });
  }

  Optional<Case> find(CaseId id) {
    return jdbi.withHandle(handle -> find(handle, id, ""));
  }

  private static Optional<Case> find(Handle handle, CaseId id, String lock) {
    return handle
        .createQuery("select * from rights.subject_case where id = :id" + lock)
        .bind("id", id.text())
        .map(CaseStore::read)
        .findOne();
  }

  /** Those that the filter lets through, newest first. */
  List<Case> list(CaseFilter filter) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from rights.subject_case
                where (not :open or ended_at is null)
                  and (cast(:type as text) is null or type = :type)
                  and (cast(:state as text) is null or state = :state)
                  and (cast(:caller as text) is null or opened_by = :caller)
                order by received_at desc, id limit :most
                """)
            .bind("open", filter.open())
            .bind("type", filter.type().map(CaseType::wire).orElse(null))
            .bind("state", filter.state().map(CaseState::wire).orElse(null))
            .bind("caller", filter.caller().orElse(null))
            .bind("most", filter.most())
            .map(CaseStore::read)
            .list());
  }

  /**
   * The case is proven. Unproven ones of the same person for the same are taken back; when a proven
   * one runs, this one is refused. One at a time for a person and type, on whatever node.
   */
  Case verify(CaseId id, String how, String actor, Instant now) {
    return jdbi.inTransaction(handle -> {
      Case proven = find(handle, id, "").orElseThrow(() -> nothing(id));
      handle
          .createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) l")
          .bind("key", "rights.case/" + proven.subject() + "/" + proven.type().wire())
          .mapTo(Integer.class)
          .one();
      Case verified = apply(handle, locked(handle, id), new CaseEvent.Verified(how), actor, now);
      boolean running = false;
      for (Case other : othersOpen(handle, proven)) {
        if (other.state() == CaseState.RECEIVED) {
          apply(handle, other, new CaseEvent.Cancelled("superseded"), actor, now);
        } else {
          running = true;
        }
      }
      return running
          ? apply(handle, verified, new CaseEvent.Refused(RefusalCode.ALREADY_RUNNING), actor, now)
          : verified;
    });
  }

  /** Keeps somebody's answer for the step that is in trouble, and has the case go on. */
  Case answer(CaseId id, HandAnswer answer) {
    return jdbi.inTransaction(handle -> {
      Case held = locked(handle, id);
      Case after = apply(handle, held, new CaseEvent.TriedAgain(), answer.by(), answer.at());
      int step = JournalStore.current(handle, id).orElseThrow(() -> nothing(id));
      if (!HandAnswerStore.add(handle, id, step, answer)) {
        throw new ChangeRefused("step %d of case %s was answered before".formatted(step, id));
      }
      return after;
    });
  }

  private static List<Case> othersOpen(Handle handle, Case proven) {
    if (!proven.type().isOneAtATime()) {
      return List.of();
    }
    return handle
        .createQuery(
            """
            select * from rights.subject_case
            where subject = :subject and type = :type and ended_at is null and id <> :id
            order by id for update
            """)
        .bind("subject", proven.subject())
        .bind("type", proven.type().wire())
        .bind("id", proven.id().text())
        .map(CaseStore::read)
        .list();
  }

  /** The case under the lock of its row, until the transaction ends. */
  static Case locked(Handle handle, CaseId id) {
    return find(handle, id, " for update").orElseThrow(() -> nothing(id));
  }

  private static ChangeRefused nothing(CaseId id) {
    return new ChangeRefused("there is no case " + id);
  }

  /**
   * Lets the event happen to the case.
   *
   * @return the case as it stands now
   * @throws ChangeRefused when it may not happen where the case stands
   */
  Case apply(CaseId id, CaseEvent event, String actor, Instant now) {
    return jdbi.inTransaction(handle -> {
      Case before = locked(handle, id);
      if (event.isNote()) {
        checkNote(history(handle, id), event, before);
      }
      return apply(handle, before, event, actor, now);
    });
  }

  /** The same in a transaction that holds the lock of the case. */
  static Case apply(Handle handle, Case before, CaseEvent event, String actor, Instant now) {
    CaseFlow.Standing standing =
        CaseFlow.after(new CaseFlow.Standing(before.state(), before.committed()), event)
            .orElseThrow(() ->
                new ChangeRefused(
                    "case %s is %s%s: %s cannot happen to it"
                        .formatted(
                            before.id(),
                            before.state().wire(),
                            before.committed() ? " and past the point of no return" : "",
                            EventWords.name(event))));
    Case after = moved(before, standing, event, now);
    if (after.state().isEnded() && !after.committed() && EventWords.isTold(event)) {
      CaseWordStore.keepForLastWord(handle, after.id(), now);
    }
    handle
        .createUpdate(
            """
            update rights.subject_case set state = :state, committed = :committed, since = :since,
              reason = :reason, until = :until, ended_at = :ended,
              sealed_subject = case when :over then null else sealed_subject end
            where id = :id
            """)
        .bind("id", after.id().text())
        .bind("state", after.state().wire())
        .bind("committed", after.committed())
        .bind("since", at(after.since()))
        .bind("reason", after.reason())
        .bind("until", after.until().map(CaseStore::at).orElse(null))
        .bind("ended", after.state().isEnded() ? at(now) : null)
        .bind("over", after.state().isEnded())
        .execute();
    makeDue(handle, after.id(), now);
    int number =
        history(handle, after, EventWords.name(event), actor, EventWords.facts(event), now);
    if (EventWords.isTold(event)) {
      CaseWordStore.add(handle, after.id(), number, EventWords.name(event), now);
    }
    return after;
  }

  /**
   * Whatever waited for a later time is looked at soon by some node: who made the change may run no
   * cases, or die before it says so. One that is being looked at sees to it at the end of that.
   */
  private static void makeDue(Handle handle, CaseId id, Instant now) {
    handle
        .createUpdate(
            """
            update rights.scheduled_task set execution_time = :now, version = version + 1
            where task_name = :task and task_instance = :id and not picked
              and execution_time > :now
            """)
        .bind("task", CaseRunner.CASE)
        .bind("id", id.text())
        .bind("now", at(now))
        .execute();
  }

  private static Case moved(Case before, CaseFlow.Standing standing, CaseEvent event, Instant now) {
    if (event.isNote()) {
      return before;
    }
    return new Case(
        before.id(),
        before.type(),
        before.subject(),
        before.requester(),
        before.channel(),
        before.openedBy(),
        before.received(),
        standing.state(),
        standing.committed(),
        now,
        EventWords.reason(event),
        EventWords.until(event));
  }

  /** Adds a line; gives its number. */
  private static int history(
      Handle handle, Case after, String event, String actor, Facts facts, Instant now) {
    return handle
        .createQuery(
            """
            with counted as (
              update rights.subject_case set changes = changes + 1 where id = :id
              returning changes)
            insert into rights.case_event (case_id, number, at, event, actor, state, facts)
            select :id, changes, :at, :event, :actor, :state, cast(:facts as jsonb) from counted
            returning number
            """)
        .bind("id", after.id().text())
        .bind("at", at(now))
        .bind("event", event)
        .bind("actor", actor)
        .bind("state", after.state().wire())
        .bind("facts", FactsJson.write(facts))
        .mapTo(Integer.class)
        .one();
  }

  /** What happened to the case, oldest first. */
  List<HistoryLine> history(CaseId id) {
    return jdbi.withHandle(handle -> history(handle, id));
  }

  private static List<HistoryLine> history(Handle handle, CaseId id) {
    return handle
        .createQuery("select * from rights.case_event where case_id = :id order by number")
        .bind("id", id.text())
        .map((row, _) ->
            new HistoryLine(
                row.getInt("number"),
                instant(row, "at").orElseThrow(),
                row.getString("event"),
                row.getString("actor"),
                Wires.state(row.getString("state")),
                FactsJson.read(row.getString("facts"))))
        .list();
  }

  /** Nobody is asked twice before an answer, nor answers unasked; staff are late once. */
  private static void checkNote(List<HistoryLine> history, CaseEvent event, Case before) {
    boolean waiting = ClockEvents.isWaiting(before.requester(), history);
    if (event instanceof CaseEvent.SubjectAsked && waiting) {
      throw new ChangeRefused("case " + before.id() + " waits for the person already");
    }
    if (event instanceof CaseEvent.SubjectAnswered && !waiting) {
      throw new ChangeRefused("case " + before.id() + " does not wait for the person");
    }
    if (event instanceof CaseEvent.StaffLate && isToldLate(history, before)) {
      throw new ChangeRefused("that staff are late with case " + before.id() + " is told already");
    }
  }

  /** Since the case waits as it does now. */
  private static boolean isToldLate(List<HistoryLine> history, Case now) {
    return history.stream()
        .filter(line -> !line.at().isBefore(now.since()))
        .anyMatch(line -> line.event().equals(EventWords.STAFF_LATE));
  }

  /** The sealed id of the person; empty when the case has ended or there is none of that name. */
  Optional<byte[]> sealedSubject(CaseId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select sealed_subject from rights.subject_case"
                    + " where id = :id and sealed_subject is not null")
            .bind("id", id.text())
            .mapTo(byte[].class)
            .findOne());
  }

  /** The newest case of the person that has not ended; empty when there is none. */
  Optional<CaseId> open(String subject) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select id from rights.subject_case where subject = :subject and ended_at is null"
                    + " order by received_at desc, id limit 1")
            .bind("subject", subject)
            .mapTo(String.class)
            .map(CaseId::new)
            .findOne());
  }

  /**
   * Names of cases that wait for proof, run or are held up, or whose waiting is over, though
   * nothing is scheduled for them: a node may die between taking a case in and scheduling it.
   */
  List<CaseId> forgotten(String taskName, Instant now, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select id from rights.subject_case c
                where ended_at is null
                  and (state in ('received', 'running') or (state = 'needs-human' and reason = :held)
                    or state in ('cooling-off', 'deferred') and until <= :now)
                  and not exists (select from rights.scheduled_task t
                    where t.task_name = :task and t.task_instance = c.id)
                order by received_at, id limit :most
                """)
            .bind("now", at(now))
            .bind("task", taskName)
            .bind("held", CaseTurn.HELD_UP)
            .bind("most", most)
            .mapTo(String.class)
            .map(CaseId::new)
            .list());
  }

  private static Case read(ResultSet row, StatementContext context) throws SQLException {
    return new Case(
        new CaseId(row.getString("id")),
        Wires.type(row.getString("type")),
        row.getString("subject"),
        Wires.requester(row.getString("requester")),
        Wires.channel(row.getString("channel")),
        row.getString("opened_by"),
        instant(row, "received_at").orElseThrow(),
        Wires.state(row.getString("state")),
        row.getBoolean("committed"),
        instant(row, "since").orElseThrow(),
        row.getString("reason"),
        instant(row, "until"));
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
