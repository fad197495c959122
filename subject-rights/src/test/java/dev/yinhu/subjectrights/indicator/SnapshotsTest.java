package dev.yinhu.subjectrights.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RightsException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
  private static final List<CaseFact> FACTS =
      new Facts().done(60, CaseType.COPY, Channel.ONLINE, true).list();
  private static final List<CaseFact> MORE =
      new Facts().done(61, CaseType.COPY, Channel.ONLINE, true).list();

  @Test
  void figuresAreFrozenOnceAndStayWhatTheyAre() {
    try (TestDatabase database = TestDatabase.create("rights")) {
      Snapshots early =
          new Snapshots(database.jdbi(), InstantSource.fixed(Facts.QUARTER.end().minusNanos(1)));
      assertThat(early.freeze(Facts.QUARTER, FACTS)).isEqualTo(new FreezeAnswer.NotOver());
      assertThat(early.verify(Facts.QUARTER, FACTS)).isEqualTo(new SnapshotCheck.Missing());

      Snapshots snapshots =
          new Snapshots(database.jdbi(), InstantSource.fixed(Facts.QUARTER.end()));
      Snapshot frozen = Indicators.of(Facts.QUARTER, FACTS);
      assertThat(snapshots.freeze(Facts.QUARTER, FACTS)).isEqualTo(new FreezeAnswer.Frozen(frozen));
      assertThat(snapshots.freeze(Facts.QUARTER, FACTS))
          .isEqualTo(new FreezeAnswer.SameBefore(frozen));
      Snapshot other = Indicators.of(Facts.QUARTER, MORE);
      assertThat(snapshots.freeze(Facts.QUARTER, MORE))
          .isEqualTo(new FreezeAnswer.OthersBefore(frozen, other));
      assertThat(snapshots.find(Facts.QUARTER)).contains(frozen);
      assertThat(snapshots.verify(Facts.QUARTER, FACTS)).isEqualTo(new SnapshotCheck.Same());
      assertThat(snapshots.verify(Facts.QUARTER, MORE))
          .isEqualTo(new SnapshotCheck.Different(frozen, other));
    }
  }

  @Test
  void aRowThatWasChangedIsNotBelieved() {
    try (TestDatabase database = TestDatabase.create("rights")) {
      Snapshots snapshots =
          new Snapshots(database.jdbi(), InstantSource.fixed(Facts.QUARTER.end()));
      snapshots.freeze(Facts.QUARTER, FACTS);
      database
          .jdbi()
          .useHandle(handle ->
              handle.execute("update rights.indicator_snapshot set content = content || 'x'"));
      assertThatThrownBy(() -> snapshots.find(Facts.QUARTER))
          .isInstanceOf(RightsException.class)
          .hasMessageContaining("quarter 3 of 2026");
    }
  }
}
