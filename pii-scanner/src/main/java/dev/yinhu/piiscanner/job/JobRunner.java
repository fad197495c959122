package dev.yinhu.piiscanner.job;

import dev.yinhu.piiscanner.job.JobStore.Taken;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job after the other, on a thread of its own. No fault of a job ends it. */
final class JobRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final JobStore store;
  private final JobWork work;
  private final JobTimes times;
  private final UUID holder;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private boolean failing;

  JobRunner(JobStore store, JobWork work, JobTimes times, UUID holder) {
    this.store = store;
    this.work = work;
    this.times = times;
    this.holder = holder;
    this.thread = Thread.ofPlatform().name("scan-jobs").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** There may be something to do. */
  void look() {
    news.release();
  }

  private void run() {
    while (!closed) {
      try {
        Optional<Taken> taken = store.take(holder, times.lease());
        failing = false;
        if (taken.isPresent()) {
          run(taken.get());
        } else {
          rest();
        }
      } catch (InterruptedException e) {
        // Closed, or else nobody has a reason to interrupt it.
      } catch (Throwable e) {
        tellOnce(e);
        restAfterFault();
      }
    }
  }

  private void rest() throws InterruptedException {
    if (news.tryAcquire(times.look().toMillis(), TimeUnit.MILLISECONDS)) {
      news.drainPermits();
    }
  }

  private void restAfterFault() {
    try {
      Thread.sleep(times.renewal().dividedBy(10));
    } catch (InterruptedException e) {
      // As above.
    }
  }

  private void run(Taken job) {
    if (job.attempts() > times.mostAttempts()) {
      String why = "begun %d times, and no piece of it was done".formatted(times.mostAttempts());
      store.end(job.id(), holder, JobState.FAILED, null, why + "; the log of the service says why");
      return;
    }
    try (JobLease lease = JobLease.start(store, job.id(), holder, times)) {
      try {
        String outcome = work.run(job.spec(), job.resume(), lease);
        store.end(job.id(), holder, JobState.DONE, outcome, null);
      } catch (JobWork.Stopped e) {
        stopped(job, lease);
      } catch (JobFailed e) {
        LOG.warn("Scan {} failed", job.id(), e);
        store.end(job.id(), holder, JobState.FAILED, null, e.getMessage());
      } catch (RuntimeException | Error e) {
        if (closed) {
          store.giveBack(job.id(), holder);
          return;
        }
        // The lease runs out, and the job is taken again: here or elsewhere, some times.
        LOG.error("Scan {} met a fault and is begun again where it was", job.id(), e);
      }
    }
  }

  private void stopped(Taken job, JobLease lease) {
    switch (lease.standing()) {
      case CANCEL_WANTED -> store.end(job.id(), holder, JobState.CANCELLED, null, null);
      case MINE -> store.giveBack(job.id(), holder);
      case LOST -> LOG.warn("Scan {} is run by another node now", job.id());
    }
  }

  private void tellOnce(Throwable e) {
    if (!failing && !closed) {
      failing = true;
      LOG.warn("Scans are not run now; tried again", e);
    }
  }

  /** Stops the job that runs, gives it back, and ends. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
