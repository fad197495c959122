package dev.yinhu.piiscanner.job;

import dev.yinhu.piiscanner.job.JobStore.Standing;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job that this node runs: renews the lease from a thread of its own until it is closed. */
final class JobLease implements JobWork.Control, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobLease.class);

  private final JobStore store;
  private final UUID job;
  private final UUID holder;
  private final JobTimes times;
  private final Thread runner;
  private final Thread thread;
  private volatile Standing standing = Standing.MINE;

  /** By {@link System#nanoTime}: until then the lease is ours for certain. */
  private volatile long until;

  private JobLease(JobStore store, UUID job, UUID holder, JobTimes times) {
    this.store = store;
    this.job = job;
    this.holder = holder;
    this.times = times;
    this.until = System.nanoTime() + times.lease().toNanos();
    this.runner = Thread.currentThread();
    this.thread = Thread.ofVirtual().name("scan-lease").unstarted(this::renew);
  }

  /** Called by the thread that does the work, right after it has taken the job. */
  static JobLease start(JobStore store, UUID job, UUID holder, JobTimes times) {
    JobLease lease = new JobLease(store, job, holder, times);
    lease.thread.start();
    return lease;
  }

  private void renew() {
    while (standing == Standing.MINE) {
      try {
        Thread.sleep(times.renewal());
        long asked = System.nanoTime();
        standing = store.renew(job, holder, times.lease());
        until = asked + times.lease().toNanos();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.debug("The lease of scan {} was not renewed now", job, e);
      }
    }
  }

  Standing standing() {
    return System.nanoTime() - until < 0 ? standing : Standing.LOST;
  }

  @Override
  public void piece(String progress, String resume) {
    check();
    if (!store.piece(job, holder, progress, resume)) {
      throw lost();
    }
  }

  @Override
  public UUID job() {
    return job;
  }

  @Override
  public void tell(String progress) {
    check();
    if (!store.tell(job, holder, progress)) {
      throw lost();
    }
  }

  private JobWork.Stopped lost() {
    standing = Standing.LOST;
    return new JobWork.Stopped("another node has the job");
  }

  @Override
  public void check() {
    if (standing() != Standing.MINE) {
      throw new JobWork.Stopped("the job is to end, or another node has it");
    }
    if (runner.isInterrupted()) {
      throw new JobWork.Stopped("the service ends");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
