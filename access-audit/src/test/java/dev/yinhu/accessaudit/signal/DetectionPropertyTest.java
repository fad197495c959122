package dev.yinhu.accessaudit.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.EntryJson;
import dev.yinhu.accessaudit.signal.SignalSettings.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The same log gives the same findings, wherever reading it was interrupted. */
class DetectionPropertyTest {
  /** So low that usual life is full of findings. */
  private static final SignalSettings TOUCHY =
      SignalSettings.read(
              List.of(
                  low("bulk-reading.minimum", "2"),
                  low("bulk-reading.deviations", "1"),
                  low("bulk-reading.factor", "1"),
                  low("bulk-reading.history_days", "0"),
                  low("bulk-reading.active_hours", "1"),
                  low("off-hours.minimum", "1"),
                  low("off-hours.staff", "10:00-15:00 mon-fri"),
                  low("enumeration.visits", "10"),
                  low("enumeration.variation", "1"),
                  low("enumeration.who", "everybody"),
                  low("denials.minimum", "1"),
                  low("denials.factor", "1"),
                  low("new.learn_days", "0"),
                  low("daily-limit.share", "0.1"),
                  low("log-reading.minimum", "1"),
                  low("log-reading.history_days", "0"),
                  low("log-reading.active_hours", "1"),
                  low("most_keys", "100")))
          .settings();

  private static Written low(String key, String value) {
    return new Written(key, value, "here");
  }

  @Property(tries = 20)
  void interruptionsLeaveNoTrace(
      @ForAll @IntRange(max = 1_000) int seed,
      @ForAll @Size(max = 12) Set<@IntRange(max = 12_000) Integer> cuts) {
    List<AuditEntry> entries = Traffic.days(seed, 4);
    List<Finding> once = new ArrayList<>();
    Detection whole = new Detection(TOUCHY, Shop.VERSIONS);
    List<Finding> pieces = new ArrayList<>();
    Detection piece = new Detection(TOUCHY, Shop.VERSIONS);
    for (int i = 0; i < entries.size(); i++) {
      byte[] leaf = EntryJson.leaves(entries.get(i)).getFirst();
      whole.see(i, leaf, once::add);
      if (cuts.contains(i)) {
        byte[] kept = piece.snapshot();
        piece = new Detection(TOUCHY, Shop.VERSIONS);
        assertThat(piece.restore(kept)).isTrue();
      }
      piece.see(i, leaf, pieces::add);
    }
    assertThat(once)
        .extracting(Finding::rule)
        .contains(
            SignalRule.BULK_READING,
            SignalRule.OFF_HOURS,
            SignalRule.ENUMERATION,
            SignalRule.DENIALS);
    assertThat(pieces).isEqualTo(once);
    assertThat(piece.snapshot()).isEqualTo(whole.snapshot());
  }

  @Property(tries = 200)
  void whatIsNoSnapshotIsRefused(@ForAll byte[] bytes) {
    assertThat(new Detection(TOUCHY, Shop.VERSIONS).restore(bytes)).isFalse();
  }
}
