package dev.yinhu.service.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.jdbc.DatabaseInventory;
import dev.yinhu.piiscanner.jdbc.DatabaseProgress;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.jdbc.DatabaseScan;
import dev.yinhu.piiscanner.jdbc.DatabaseScanSettings;
import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.jdbc.Password;
import dev.yinhu.piiscanner.jdbc.TableName;
import dev.yinhu.piiscanner.jdbc.TableReport;
import dev.yinhu.piiscanner.jdbc.TableSelection;
import dev.yinhu.piiscanner.necessity.FieldUse;
import dev.yinhu.piiscanner.necessity.Judge;
import dev.yinhu.piiscanner.necessity.JudgeSettings;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.report.Found;
import dev.yinhu.piiscanner.report.PassageScan;
import dev.yinhu.piiscanner.report.Samples;
import dev.yinhu.piiscanner.source.FileReading;
import dev.yinhu.piiscanner.source.FileTree;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.register.Register;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import javax.crypto.spec.SecretKeySpec;

/**
 * Scans the demo shop: its database as any other one over JDBC, and its logs. What was found before
 * anything was protected is kept beside the data, so that every later run can show the drop.
 */
final class ShopScan {
  private static final String BEFORE = "demo-scan.json";
  private static final String VARIABLE = "SHOP_PASSWORD";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path data;
  private final ShopLogs logs;
  private final InstantSource clock;
  private final DemoScreen screen;
  private final Key key;
  private final CompletableFuture<PiiEngine> engine;

  /** Begins to build the engine, which takes a second, while other things begin. */
  ShopScan(Path data, ShopLogs logs, InstantSource clock, DemoScreen screen) {
    this.data = data;
    this.logs = logs;
    this.clock = clock;
    this.screen = screen;
    byte[] bytes = new byte[Samples.KEY_LENGTH];
    new SecureRandom().nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
    this.engine = CompletableFuture.supplyAsync(() -> PiiEngine.standard(clock));
  }

  /** Keeps what stands there before it is protected, unless an earlier run did. */
  void before(Database shop, Register register, long rows) {
    if (Files.exists(data.resolve(BEFORE))) {
      return;
    }
    try {
      DataDirectory.open(data)
          .writePrivate(BEFORE, JSON.writeValueAsString(shot(shop, register, rows)));
    } catch (JsonProcessingException e) {
      throw new DemoException("what was found cannot be written", e);
    }
  }

  /** What was found before; empty when an older release protected the shop. */
  Optional<ScanShot> found() {
    Path file = data.resolve(BEFORE);
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(file.toFile(), ScanShot.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new DemoException("cannot read " + file + ": delete it", e);
    }
  }

  /** Takes what it finds in the logs out of them. */
  void redactLogs() {
    logs.redact(engine.join());
  }

  /**
   * What stands there now.
   *
   * @param rows that are read, for the progress
   */
  ScanShot shot(Database shop, Register register, long rows) {
    Judge judge = new Judge(register, FieldUse.UNKNOWN, JudgeSettings.shipped());
    return ScanShot.of(judged(judge, shop, rows), inLogs());
  }

  private Judgements judged(Judge judge, Database shop, long rows) {
    ConnectionInfo at = shop.connectionInfo();
    DatabaseTarget target =
        new DatabaseTarget(
            at.jdbcUrl(),
            Optional.of(at.user()),
            at.password().isEmpty() ? new Password.None() : new Password.InVariable(VARIABLE),
            TableSelection.ALL);
    DatabaseScan scan =
        new DatabaseScan(
            engine.join(),
            TypeCatalogue.standard()::threshold,
            key,
            Map.of(VARIABLE, at.password()));
    try (DemoScreen.Progress progress = screen.progress("扫描 · scanning", rows)) {
      DatabaseReport report =
          scan.run(target, DatabaseScanSettings.DEFAULT, new OnScreen(progress));
      return judge.judge(
          DatabaseInventory.of(report, "shop", target.home(), true, clock.instant()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("stopped while the shop was scanned", e);
    }
  }

  private long inLogs() {
    Count count = new Count();
    if (Files.exists(logs.folder())) {
      FileReading reading = FileReading.usual();
      PassageScan scan = new PassageScan(engine.join()::scan, new Samples(key), count, _ -> {});
      FileTree.walk(
          logs.folder(),
          "logs",
          new FileTree.Visitor() {
            @Override
            public void file(Path path, String source) {
              reading.file(path, source, scan);
            }

            @Override
            public void happened(Happening happening) {
              count.happened(happening);
            }
          });
    }
    return count.values;
  }

  private static final class Count implements PassageScan.Listener {
    private long values;

    @Override
    public void found(Found found) {
      values++;
    }

    @Override
    public void happened(Happening happening) {
      // The demo's own files are what they are.
    }
  }

  private record OnScreen(DemoScreen.Progress progress) implements DatabaseProgress {
    @Override
    public void tables(int count) {
      // Rows are shown.
    }

    @Override
    public void begin(TableName table, OptionalLong rows) {
      // Rows are shown.
    }

    @Override
    public void advance(long rows, long characters) {
      progress.advance(rows);
    }

    @Override
    public void end(TableReport report) {
      // Rows are shown.
    }

    @Override
    public boolean stopping() {
      return false;
    }
  }
}
