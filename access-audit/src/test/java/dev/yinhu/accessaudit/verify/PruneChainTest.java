package dev.yinhu.accessaudit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Outcomes that a service was made to state, and those of a pruning. */
class PruneChainTest {
  private final TreeMap<Long, PruneEntry> said = new TreeMap<>();

  private PruneChainTest say(long index, Phase phase, String details) {
    Map<String, String> read = new TreeMap<>();
    for (String detail : details.split(" ", -1)) {
      int equals = detail.indexOf('=');
      read.put(detail.substring(0, equals), detail.substring(equals + 1));
    }
    var admin =
        new AuditEntry.Admin(
            Instant.EPOCH, "r", "command-line", PruneDeclaration.ACTION, phase, read);
    said.put(index, PruneEntry.of(admin));
    return this;
  }

  private PruneChainTest pruned() {
    return say(900, Phase.INTENT, "from=0 below=512 held=20 released=0")
        .say(901, Phase.DONE, "below=512 intent=900 released=0 held-total=20");
  }

  private PruneChain chain(long readFrom, boolean complete) {
    return new PruneChain(said, 0, readFrom, complete, true);
  }

  private PruneChain chain() {
    return chain(512, true);
  }

  private long held() {
    return chain().held().flatMap(PruneChain.Held::number).orElse(-1L);
  }

  @Test
  void whatWasDeclaredAndDoneFits() {
    pruned()
        .say(1_300, Phase.INTENT, "from=512 below=768 held=3 released=7")
        .say(1_302, Phase.DONE, "below=768 intent=1300 released=7 held-total=16 resumed=true")
        .say(1_400, Phase.INTENT, "from=768 below=768 held=0 released=5")
        .say(1_401, Phase.FAILED, "from=768 below=768 intent=1400 held=0 released=5")
        .say(1_402, Phase.INTENT, "from=768 below=768 held=0 released=5")
        .say(1_403, Phase.DONE, "from=768 below=768 intent=1402 held=0 released=5 held-total=11");
    assertThat(chain().wrong()).isEmpty();
    assertThat(chain().about(768)).isEqualTo(Finding.Declared.DONE);
    assertThat(held()).isEqualTo(11);
    assertThat(chain().held()).hasValueSatisfying(held -> assertThat(held.certain()).isTrue());
  }

  @Test
  void anOutcomeOfAPruningThatNobodyDeclaredExcusesNothing() {
    pruned();
    for (String intent : new String[] {"3", "767", "900", "901", "950", "1000", "2000", "-1"}) {
      say(1_000, Phase.DONE, "below=768 intent=" + intent + " released=0 held-total=20");
      assertThat(chain().wrong()).as(intent).containsOnlyKeys(1_000L);
      assertThat(chain().about(768)).as(intent).isEqualTo(Finding.Declared.NOT);
      assertThat(chain().about(512)).isEqualTo(Finding.Declared.DONE);
    }
  }

  @Test
  void copiesThatWentWithoutADeclarationAreStillExpected() {
    pruned().say(1_000, Phase.DONE, "below=512 intent=950 released=20 held-total=0");
    assertThat(chain().wrong()).containsOnlyKeys(1_000L);
    assertThat(held()).isEqualTo(20);

    say(1_000, Phase.DONE, "below=512 intent=900 released=20 held-total=0");
    assertThat(chain().wrong()).isEmpty();
    assertThat(held()).as("that one is told already").isEqualTo(20);
  }

  @Test
  void noMoreIsLetGoThanWasDeclaredAndTheNumberFollowsFromTheOneBefore() {
    pruned()
        .say(1_000, Phase.INTENT, "from=512 below=512 held=0 released=2")
        .say(1_001, Phase.DONE, "below=512 intent=1000 released=3 held-total=17");
    assertThat(chain().wrong()).containsOnlyKeys(1_001L);
    say(1_001, Phase.DONE, "below=512 intent=1000 released=2 held-total=17");
    assertThat(chain().wrong()).containsOnlyKeys(1_001L);
    say(1_001, Phase.DONE, "below=512 intent=1000 released=2 held-total=18");
    assertThat(chain().wrong()).isEmpty();
  }

  @Test
  void aFailedPruningIsNotDoneLater() {
    say(900, Phase.INTENT, "from=0 below=512 held=0 released=0")
        .say(901, Phase.FAILED, "below=512 intent=900")
        .say(902, Phase.DONE, "below=512 intent=900 released=0 held-total=0");
    assertThat(chain().wrong()).containsOnlyKeys(902L);
    assertThat(chain().about(512)).isEqualTo(Finding.Declared.NOT);
  }

  @Test
  void anIntentThatWasPrunedOrCouldNotBeReadIsNotMissed() {
    say(901, Phase.DONE, "below=512 intent=900 released=0 held-total=20");
    assertThat(chain(1_024, true).wrong()).isEmpty();
    assertThat(chain(512, false).wrong()).isEmpty();
    assertThat(chain(512, false).about(512)).isEqualTo(Finding.Declared.DONE);
    assertThat(chain(512, true).wrong()).containsOnlyKeys(901L);
  }

  @Test
  void earlierReleasesStateLess() {
    say(900, Phase.INTENT, "from=0 below=512 held=20 released=0")
        .say(901, Phase.DONE, "from=0 below=512 held=20 released=0")
        .say(1_300, Phase.INTENT, "from=512 below=768 held=3 released=7")
        .say(1_301, Phase.DONE, "below=768 intent=1300 released=7 held-total=9");
    assertThat(chain().wrong()).isEmpty();
    assertThat(held()).isEqualTo(9);
    assertThat(chain().held().flatMap(PruneChain.Held::hash)).isEqualTo(Optional.empty());
  }
}
