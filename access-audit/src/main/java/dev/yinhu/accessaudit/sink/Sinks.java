package dev.yinhu.accessaudit.sink;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.sink.config.SinkConfig;
import dev.yinhu.accessaudit.sink.transport.Transports;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Jdbi;

/**
 * Streams the log to all sinks of a configuration, from this node or from another one of the same
 * database, whichever holds a sink's lease.
 *
 * <p>Each entry that passes a sink's filter reaches its receiver at least once, in the order of the
 * log as far as the receiver keeps one. An entry may come twice, and can be told by origin and
 * index. A receiver that is slow, hangs or fails delays its own sink only: memory is bounded for
 * each sink, and the log does not wait for any of them.
 */
public final class Sinks implements AutoCloseable {
  private final List<SinkRunner> runners = new ArrayList<>();

  private Sinks() {}

  /**
   * Begins to stream. Needs neither the receivers nor their files yet.
   *
   * @param origin the log's name in its checkpoints
   * @param productVersion the version of this software
   * @param random spreads the tries of many nodes; safe for use by many threads
   */
  public static Sinks start(
      List<SinkConfig> sinks,
      Jdbi jdbi,
      AuditLog log,
      String origin,
      String productVersion,
      InstantSource clock,
      RandomGenerator random) {
    Transports transports = new Transports(productVersion, clock);
    return start(sinks, new SinkStore(jdbi), log, origin, transports, SinkTimes.DEFAULT, random);
  }

  static Sinks start(
      List<SinkConfig> configs,
      SinkStore store,
      AuditLog log,
      String origin,
      Transports transports,
      SinkTimes times,
      RandomGenerator random) {
    Sinks sinks = new Sinks();
    UUID holder = UUID.randomUUID();
    for (SinkConfig config : configs) {
      SinkRunner runner =
          new SinkRunner(config, log, origin, store, transports, times, random, holder);
      sinks.runners.add(runner);
      runner.start();
    }
    return sinks;
  }

  /** Ends streaming; other nodes may go on at once. */
  @Override
  public void close() {
    runners.forEach(SinkRunner::stop);
    runners.forEach(SinkRunner::close);
  }
}
