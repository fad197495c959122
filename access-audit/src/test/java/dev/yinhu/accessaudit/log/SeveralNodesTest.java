package dev.yinhu.accessaudit.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Until;
import dev.yinhu.database.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeveralNodesTest {
  private static final int ENOUGH = 400;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void nodesShareOneLogWithoutGapForkOrStarving(int nodes) {
    try (TestDatabase database = TestDatabase.create("audit")) {
      List<AuditLog> logs = new ArrayList<>();
      List<Appenders> appenders = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        logs.add(open(database));
        appenders.add(Appenders.start(logs.get(i), "node" + i, 8));
      }
      appenders.forEach(each -> Until.isTrue(() -> each.acknowledgedSoFar() >= ENOUGH));
      Map<Long, String> acknowledged = new HashMap<>();
      int sum = 0;
      for (Appenders each : appenders) {
        Map<Long, String> of = each.stop();
        sum += of.size();
        acknowledged.putAll(of);
        assertThat(each.refusedSoFar()).isZero();
      }
      assertThat(acknowledged).as("no index was given twice").hasSize(sum);
      assertThat(Leaves.checkWhole(logs.getFirst(), database.dataSource(), acknowledged))
          .hasSize(sum);
      logs.forEach(AuditLog::close);
    }
  }

  @Test
  void aNodeWithOneClientIsNotStarvedByAnotherUnderFullLoad() {
    try (TestDatabase database = TestDatabase.create("audit");
        AuditLog busy = open(database);
        AuditLog quiet = open(database);
        Appenders load = Appenders.start(busy, "busy", 512);
        Appenders single = Appenders.start(quiet, "quiet", 1)) {
      load.awaitMore(5_000);
      single.awaitMore(50);
      Map<Long, String> acknowledged = new HashMap<>(load.stop());
      acknowledged.putAll(single.stop());
      Leaves.checkWhole(quiet, database.dataSource(), acknowledged);
    }
  }

  private static AuditLog open(TestDatabase database) {
    return AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Leaves.CLOCK);
  }
}
