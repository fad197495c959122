package dev.yinhu.accessaudit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Logs of any size verify, and no log with a change of any kind does. */
class VerifierPropertyTest {
  enum Change {
    FLIP,
    CUT,
    LENGTHEN,
    REMOVE,
    SWAP,
    EMPTY
  }

  @Property(tries = 30)
  void everyLogVerifies(@ForAll @IntRange(max = 70_000) int size) {
    Verdict verdict = LogFiles.ofSize(size).verify();

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.entries()).isEqualTo(size);
  }

  @Property(tries = 200)
  void noChangePasses(
      @ForAll @IntRange(min = 1, max = 3_000) int size,
      @ForAll Change change,
      @ForAll @IntRange(max = 1_000_000) int where,
      @ForAll @IntRange(max = 1_000_000) int other) {
    LogFiles log = LogFiles.ofSize(size);
    List<String> names = List.copyOf(log.files().keySet());
    String name = names.get(where % names.size());
    byte[] before = log.file(name);
    switch (change) {
      case FLIP -> {
        byte[] flipped = before.clone();
        flipped[other % before.length] ^= (byte) (1 << where % 8);
        log.files().put(name, flipped);
      }
      case CUT -> log.files().put(name, Arrays.copyOf(before, other % before.length));
      case LENGTHEN -> log.files().put(name, Arrays.copyOf(before, before.length + 1 + other % 70));
      case REMOVE -> log.files().remove(name);
      case EMPTY -> log.files().put(name, new byte[0]);
      case SWAP -> {
        String second = names.get(other % names.size());
        Assume.that(!Arrays.equals(before, log.file(second)));
        log.files().put(name, log.file(second));
        log.files().put(second, before);
      }
    }

    assertThat(log.verify().clean()).isFalse();
  }

  @Property(tries = 60)
  void everyPrunedPrefixIsToldWithItsRange(
      @ForAll @IntRange(min = 300, max = 5_000) int size,
      @ForAll @IntRange(min = 1, max = 20) int wanted) {
    int blocks = Math.min(wanted, (size - 1) / 256);
    LogFiles log = LogFiles.ofSize(size);
    for (int block = 0; block < blocks; block++) {
      log.files().remove("tile/entries/%03d".formatted(block));
      log.files().remove("tile/0/%03d".formatted(block));
    }

    Verdict verdict = log.verify(LogFiles.trust().prunedBelow(blocks * 256L));

    assertThat(verdict.clean()).isTrue();
    assertThat(verdict.findings())
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.Pruned.class,
            pruned -> assertThat(pruned.range()).isEqualTo(new IndexRange(0, blocks * 256L)));
  }
}
