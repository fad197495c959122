package dev.yinhu.piiscanner.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.yinhu.piiscanner.EngineSettings;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.jdbc.TableReport.Outcome;
import dev.yinhu.piiscanner.report.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TablePartsTest {
  private static final PiiType MOBILE = new PiiType("CN_MOBILE");
  private static final PiiEngine ENGINE =
      PiiEngine.of(
          new EngineSettings(Set.of(MOBILE), Map.of(MOBILE, 0.0), List.of()),
          InstantSource.system());
  private static final TableParts TABLE =
      new TableParts(
          new TableName("", "users"),
          List.of(
              new PartColumn("phone", "string", true, List.of("phone", "users")),
              new PartColumn("flag", "boolean", false, List.of()),
              new PartColumn("photo", "binary", true, List.of("photo", "users"))));

  private static PartCounts scan(int from, int to) {
    PartScan scan = TABLE.scan(ENGINE, DatabaseScanSettings.DEFAULT);
    for (int i = from; i < to; i++) {
      scan.text(0, i % 10 == 0 ? null : "1380013" + (8000 + i));
      scan.bytes(1, new byte[] {0, (byte) i, 1});
      scan.endRow();
    }
    return scan.counts(new Samples(Scans.KEY));
  }

  private static TableReport report(PartCounts sum) {
    return TABLE.report(sum, type -> 0.5, false, new Outcome.Finished(Optional.empty()), List.of());
  }

  @Test
  void partsInAnyOrderTellWhatTheWholeTells() {
    PartCounts parts = scan(700, 1_000).plus(scan(0, 3)).plus(scan(3, 700));
    ColumnReport phone = report(parts).columns().getFirst();
    ColumnReport whole = report(scan(0, 1_000)).columns().getFirst();

    assertThat(phone.findings()).hasSize(1);
    assertThat(phone.findings().getFirst())
        .usingRecursiveComparison()
        .ignoringFields("examples")
        .isEqualTo(whole.findings().getFirst());
    assertThat(phone.findings().getFirst().hits()).isEqualTo(900);
    assertThat(phone.findings().getFirst().certain()).isTrue();
    assertThat(phone.findings().getFirst().examples()).hasSize(3);
    assertThat(phone.nulls()).isEqualTo(100);
    assertThat(report(parts).rows()).isEqualTo(1_000);
    assertThat(parts.hits()).containsExactly(new PartHits(0, MOBILE, 900));
  }

  @Test
  void columnsAreToldInTheTablesOrderWhetherReadOrNot() {
    List<ColumnReport> columns = report(scan(0, 10)).columns();

    assertThat(columns)
        .extracting(ColumnReport::name, ColumnReport::state)
        .containsExactly(
            tuple("phone", ColumnReport.State.PLAIN),
            tuple("flag", ColumnReport.State.NOT_READ),
            tuple("photo", ColumnReport.State.BINARY));
    assertThat(columns.get(2).notText()).isEqualTo(10);
  }

  @Test
  void countsTravelAndHoldNoValue() throws Exception {
    PartCounts counts = scan(0, 100);
    byte[] bytes = written(counts);

    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("1380013");
    PartCounts read =
        (PartCounts) new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
    assertThat(report(read)).isEqualTo(report(counts));
  }

  @Test
  void partsOfOtherTablesAreRefused() {
    TableParts other = new TableParts(new TableName("", "other"), List.of());
    PartCounts none =
        other.scan(ENGINE, DatabaseScanSettings.DEFAULT).counts(new Samples(Scans.KEY));

    assertThatThrownBy(() -> scan(0, 1).plus(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not of one table");
  }

  private static byte[] written(PartCounts counts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(counts);
    }
    return bytes.toByteArray();
  }
}
