package dev.yinhu.subjectrights.cases;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.yinhu.subjectrights.CaseId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the work of cases on this node: each case on one node at a time, by db-scheduler over {@code
 * rights.scheduled_task}. When a node dies, another takes its cases over after the heartbeats that
 * it may miss, and begins the step anew that was begun. Several cases are worked on at once, each
 * on a virtual thread. Safe for use by many threads.
 */
final class CaseRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CaseRunner.class);

  /** The name of the task that looks at a case. */
  static final String CASE = "case";

  private static final int MOST_FORGOTTEN = 1_000;
  private static final Duration SWEEP = Duration.ofSeconds(10);
  private static final Duration LAST_STEPS = Duration.ofSeconds(30);

  private final CaseStore cases;
  private final CaseTurn turn;
  private final InstantSource clock;
  private final Duration look;
  private final CustomTask<Void> task;
  private final Scheduler scheduler;

  /** Cases that this node looks at, and whether each is to be looked at once more afterwards. */
  private final Map<CaseId, Boolean> looking = new ConcurrentHashMap<>();

  private CaseRunner(
      DataSource dataSource, CaseStore cases, CaseTurn turn, CaseTimes times, InstantSource clock) {
    this.cases = cases;
    this.turn = turn;
    this.clock = clock;
    this.look = times.look();
    this.task =
        Tasks.custom(CASE, Void.class)
            .onDeadExecutionRevive()
            .onFailureReschedule(FixedDelay.of(times.firstRetry()))
            .execute((instance, _) -> completion(new CaseId(instance.getId())));
    this.scheduler =
        Scheduler.create(dataSource, task)
            .startTasks(sweep())
            .tableName("rights.scheduled_task")
            .clock(clock::instant)
            .threads(times.atOnce())
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .pollingInterval(times.look())
            .heartbeatInterval(times.heartbeat())
            .missedHeartbeatsLimit(times.missedHeartbeats())
            .enableImmediateExecution()
            .shutdownMaxWait(LAST_STEPS)
            .build();
  }

  /** Begins to run cases, those too that a node left behind which is gone. */
  static CaseRunner start(
      DataSource dataSource, CaseStore cases, CaseTurn turn, CaseTimes times, InstantSource clock) {
    CaseRunner runner = new CaseRunner(dataSource, cases, turn, times, clock);
    runner.scheduler.start();
    return runner;
  }

  private CompletionHandler<Void> completion(CaseId id) {
    looking.put(id, false);
    try {
      Optional<CaseTurn.Rest> next = turn.run(id);
      return (complete, operations) -> {
        try {
          if (next.isPresent()) {
            operations.reschedule(complete, next.get().when());
            lookAt(next.get().when());
            againIfOvertaken(id, next.get());
          } else {
            operations.remove();
          }
        } finally {
          // Also when this node was taken for dead meanwhile, and the case given to another.
          letGo(id);
        }
      };
    } catch (RuntimeException e) {
      letGo(id);
      throw e;
    }
  }

  /** Another process changed it after this look at it, and found it being looked at. */
  private void againIfOvertaken(CaseId id, CaseTurn.Rest rest) {
    if (turn.isOvertaken(id, rest)) {
      looking.put(id, true);
    }
  }

  private void letGo(CaseId id) {
    if (Boolean.TRUE.equals(looking.remove(id))) {
      wake(id);
    }
  }

  /** What is due before the next look is not kept waiting for it. */
  private void lookAt(Instant due) {
    Duration wait = Duration.between(clock.instant(), due);
    if (wait.compareTo(look) < 0) {
      CompletableFuture.delayedExecutor(
              Math.max(1, wait.toMillis() + 1), TimeUnit.MILLISECONDS, Runnable::run)
          .execute(scheduler::triggerCheckForDueExecutions);
    }
  }

  /**
   * Has the case looked at soon. When another node is looking at it in this moment, that node sees
   * at its end that the case was changed.
   */
  void wake(CaseId id) {
    if (!isScheduled(id) && looking.computeIfPresent(id, (_, _) -> true) == null) {
      // It has just been let go of, unless it is another node that looks at it.
      var _ = isScheduled(id);
    }
  }

  private boolean isScheduled(CaseId id) {
    if (scheduler.scheduleIfNotExists(task.instance(id.text()), clock.instant())) {
      return true;
    }
    try {
      scheduler.reschedule(TaskInstanceId.of(CASE, id.text()), clock.instant());
      return true;
    } catch (TaskInstanceNotFoundException
        | TaskInstanceCurrentlyExecutingException
        | ExecutionException e) {
      // The last one says that it was taken up between the two looks of the scheduler.
      LOG.debug("Case {} is being looked at in this moment", id);
      return false;
    }
  }

  /** What changed between a node's last look at a case and its letting go of it. */
  private RecurringTask<Void> sweep() {
    return Tasks.recurring("case-sweep", FixedDelay.of(SWEEP))
        .execute(
            (_, _) -> cases.forgotten(CASE, clock.instant(), MOST_FORGOTTEN).forEach(this::wake));
  }

  /** Lets the steps that run come to their end, for half a minute at most. */
  @Override
  public void close() {
    turn.stop();
    scheduler.stop();
  }
}
