package dev.yinhu.piiscanner.job;

import dev.yinhu.database.Database;
import dev.yinhu.database.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * The scans of an installation: asked for, looked at, cancelled, and run by whichever node is free.
 * Safe for use by many threads and nodes; what is told is durable.
 */
public final class ScanJobs {
  /** Most jobs that {@link #newest} gives. */
  public static final int MOST = 1_000;

  static final String CHANNEL = "scan_job";

  private final JobStore store;
  private final Supplier<UUID> ids;

  /**
   * Over the tables of schema {@code scan}.
   *
   * @param ids gives ids that nobody guesses
   */
  public ScanJobs(Jdbi jdbi, Supplier<UUID> ids) {
    this.store = new JobStore(jdbi);
    this.ids = ids;
  }

  /**
   * Asks for a scan; it begins as soon as a node is free.
   *
   * @param spec what to scan, JSON; no password and nothing personal
   * @param createdBy name of the caller
   */
  public ScanJob add(String spec, String createdBy) {
    UUID id = ids.get();
    store.add(id, spec, createdBy);
    return store.find(id).orElseThrow();
  }

  /** A job as it stands now; empty when there is none of this id. */
  public Optional<ScanJob> find(UUID id) {
    return store.find(id);
  }

  /** The jobs that were asked for last, newest first; {@code most} at most {@link #MOST}. */
  public List<ScanJob> newest(int most) {
    return store.newest(Math.min(most, MOST));
  }

  /** The first {@value #MOST} jobs that ended after that time, the first first. */
  public List<ScanJob> endedSince(Instant since) {
    return store.endedSince(since, MOST);
  }

  /**
   * Asks for the end of a job. One that waits ends at once, one that runs at its next piece or
   * check; what it has found remains. One that has ended stays as it is.
   *
   * @return the job as it stands then; empty when there is none of this id
   */
  public Optional<ScanJob> cancel(UUID id) {
    return store.cancel(id);
  }

  /** A node's part in running them. */
  public interface Running extends AutoCloseable {
    /** Stops what runs here; another node, or this one later, goes on with it. */
    @Override
    void close();
  }

  /**
   * Begins to run jobs on this node, one after the other.
   *
   * @param database tells of new ones
   */
  public Running run(Database database, JobWork work, JobTimes times) {
    JobRunner runner = new JobRunner(store, work, times, ids.get());
    runner.start();
    Subscription news = database.listen(CHANNEL, _ -> runner.look(), runner::look);
    return () -> {
      news.close();
      runner.close();
    };
  }
}
