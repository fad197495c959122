package dev.yinhu.service.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.service.http.Exchange;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Records who reads entries by their index, before they are shown. Whoever goes through the log,
 * entry by entry or bundle by bundle, is recorded once for each stretch of it and quarter of an
 * hour: with a reading for each entry, reading to the end would never come to an end. Blocks; safe
 * for use by many threads.
 */
public final class EntryReadings {
  private static final long BUNDLES = 64;
  private static final Duration REMEMBERED = Duration.ofMinutes(15);
  private static final int REMEMBERED_MOST = 10_000;

  private record Stretch(String reader, String what, long from, long to) {}

  private final AuditLog log;
  private final Readings readings;
  private final Cache<Stretch, Stretch> recorded =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(REMEMBERED_MOST).build();

  /** With nothing recorded so far. */
  public EntryReadings(AuditLog log, Readings readings) {
    this.log = log;
    this.readings = readings;
  }

  /**
   * Records that one entry is read, as a reading of the 256 entries around it.
   *
   * @throws dev.yinhu.accessaudit.AuditUnavailable when it cannot be recorded: show nothing
   */
  void entry(Exchange exchange, long index) {
    record(exchange, "entries", index / TilePath.FULL * TilePath.FULL, TilePath.FULL);
  }

  /**
   * Records that a bundle of entries is read, as a reading of the 64 bundles around it.
   *
   * @throws dev.yinhu.accessaudit.AuditUnavailable when it cannot be recorded: show nothing
   */
  void bundle(Exchange exchange, TilePath.Entries bundle) {
    record(
        exchange,
        "bundles",
        bundle.number() / BUNDLES * BUNDLES * TilePath.FULL,
        BUNDLES * TilePath.FULL);
  }

  private void record(Exchange exchange, String what, long from, long count) {
    var stretch = new Stretch(exchange.caller().name(), what, from, from + count);
    var _ =
        recorded.get(
            stretch,
            unread -> {
              long end = Math.min(unread.to(), log.head().size());
              readings.record(reading(exchange, unread), Math.max(0, end - from));
              return unread;
            });
  }

  private static Readings.Reading reading(Exchange exchange, Stretch of) {
    return new Readings.Reading(
        of.reader(),
        exchange.requestId(),
        of.what(),
        Optional.empty(),
        Map.of("from", Long.toString(of.from()), "to", Long.toString(of.to())));
  }
}
