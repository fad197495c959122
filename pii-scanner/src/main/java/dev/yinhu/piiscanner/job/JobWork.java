package dev.yinhu.piiscanner.job;

import java.util.Optional;
import java.util.UUID;

/** What a job does. Safe for use by many threads. */
@FunctionalInterface
public interface JobWork {
  /**
   * Does a job, or the rest of it.
   *
   * @param spec what to scan, JSON, as it was given
   * @param resume what {@link Control#piece} was told last, by this node or another; empty at the
   *     beginning
   * @return the outcome, JSON
   * @throws JobFailed when trying again would not help
   * @throws Stopped by way of {@code control}; to be let through
   */
  String run(String spec, Optional<String> resume, Control control);

  /** The way back from the work to its job. */
  interface Control {
    /** The job's id. */
    UUID job();

    /**
     * Tells how far the scan is within a piece, for whoever looks; nothing else comes of it.
     *
     * @param progress how far the scan is, JSON
     * @throws Stopped as {@link #piece}
     */
    void tell(String progress);

    /**
     * A piece is done, and what it found is stored. Durable when this returns.
     *
     * @param progress how far the scan is, JSON
     * @param resume where to go on, JSON
     * @throws Stopped when the job was cancelled, is run by another node now, or the service ends
     */
    void piece(String progress, String resume);

    /**
     * To be called every few seconds within a long piece.
     *
     * @throws Stopped as {@link #piece}
     */
    void check();
  }

  /** The work is to end here. Nothing is lost: what was not told as a piece is done again. */
  final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(String why) {
      super(why, null, false, false);
    }
  }
}
