package dev.yinhu.accessaudit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.note.NoteSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
  private static final int BELOW = 1_024;

  private static List<String> codes(Verdict verdict) {
    return verdict.findings().stream()
        .map(finding ->
            switch (finding) {
              case Finding.Tampered tampered -> tampered.fault().code() + " " + tampered.place();
              case Finding.Unverifiable un -> un.fault().code() + " " + un.place();
              case Finding.Pruned pruned -> "pruned " + pruned.range() + " " + pruned.declared();
            })
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 2_000, 65_535, 65_536, 65_537, 70_000})
  void logOfAnySizeIsClean(int size) {
    Verdict verdict = LogFiles.ofSize(size).verify();

    assertThat(codes(verdict)).isEmpty();
    assertThat(verdict.clean()).isTrue();
    assertThat(verdict.signed()).isTrue();
    assertThat(verdict.entries()).isEqualTo(size);
  }

  @Test
  void directoryIsVerifiedByItsFiles(@TempDir Path directory) throws Exception {
    for (var file : LogFiles.ofSize(70_000).files().entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }

    Verdict verdict = Verifier.verify(new DirectorySource(directory), LogFiles.trust());

    assertThat(codes(verdict)).isEmpty();
    assertThat(verdict.entries()).isEqualTo(70_000);
  }

  @Test
  void withoutKeyAllIsCheckedAndNothingIsClean() {
    Verdict verdict = LogFiles.ofSize(2_000).verify(Trust.none());

    assertThat(codes(verdict)).containsExactly("signature-unchecked checkpoint");
    assertThat(verdict.entries()).isEqualTo(2_000);
    assertThat(verdict.result()).isEqualTo("unverifiable");
  }

  @Test
  void keyOfAnotherLogProvesNothing() {
    var other = new NoteSigner("other.example/log", new byte[32]).key();

    assertThat(codes(LogFiles.ofSize(10).verify(Trust.ofKeys(List.of(other)))))
        .containsExactly("key-unknown checkpoint");
  }

  @Test
  void checkpointOfAnotherOriginIsRefusedThoughItsKeySigned() {
    LogFiles log = LogFiles.ofSize(10);
    var signer = new NoteSigner(LogFiles.ORIGIN, new byte[32]);
    String text = new Checkpoint("other.example/log", new TreeHead(10, log.root(10))).text();
    log.files().put("checkpoint", LogFiles.bytes(signer.sign(text)));

    assertThat(codes(log.verify())).containsExactly("origin-differs checkpoint");
  }

  @Test
  void changedEntryIsNamedByIndex() {
    LogFiles log = LogFiles.ofSize(2_000);
    log.file("tile/entries/003")[10] ^= 1;

    assertThat(codes(log.verify())).containsExactly("entries-changed tile/entries/003 [768, 769)");
  }

  @Test
  void changedTileIsToldApartFromChangedEntries() {
    LogFiles log = LogFiles.ofSize(70_000);
    log.file("tile/0/003")[10] ^= 1;
    log.file("tile/1/000")[10] ^= 1;
    log.file("tile/1/001.p/17")[10] ^= 1;
    log.file("tile/0/273.p/112")[10] ^= 1;

    assertThat(codes(log.verify()))
        .containsExactly(
            "tile-changed tile/1/000 [0, 65536)",
            "tile-changed tile/0/003 [768, 1024)",
            "tile-changed tile/1/001.p/17 [65536, 69888)",
            "tile-changed tile/0/273.p/112 [69888, 70000)");
  }

  @Test
  void entryChangedTogetherWithItsTilesIsFoundByTheHashesAbove() {
    LogFiles forged = LogFiles.of(2_000, index -> LogFiles.entry(index == 300 ? 301 : index));
    LogFiles log = LogFiles.ofSize(2_000);
    for (String name : List.of("tile/entries/001", "tile/0/001", "tile/1/000.p/7")) {
      log.files().put(name, forged.file(name));
    }

    Verdict verdict = log.verify();

    assertThat(codes(verdict)).containsExactly("root-differs checkpoint");
    assertThat(verdict.entries()).isZero();
  }

  @Test
  void swappedTilesAreBothNamed() {
    LogFiles log = LogFiles.ofSize(2_000);
    byte[] first = log.file("tile/entries/001");
    log.files().put("tile/entries/001", log.file("tile/entries/002"));
    log.files().put("tile/entries/002", first);

    Verdict verdict = log.verify();

    assertThat(verdict.tampered()).isEqualTo(512);
    assertThat(codes(verdict))
        .contains("entries-changed tile/entries/001 [256, 257)")
        .contains("entries-changed tile/entries/002 [512, 513)");
  }

  @Test
  void everyMissingFileIsTold() {
    for (String name : LogFiles.ofSize(2_000).files().keySet()) {
      LogFiles log = LogFiles.ofSize(2_000);
      log.files().remove(name);

      Verdict verdict = log.verify();

      assertThat(verdict.clean()).as(name).isFalse();
      assertThat(codes(verdict)).as(name).hasSize(1);
      assertThat(verdict.findings().getFirst().place().resource())
          .isIn(name, name.equals("tile/entries/000") ? "tile/entries" : name);
    }
  }

  @Test
  void everyTruncatedOrLengthenedFileIsTold() {
    for (var file : LogFiles.ofSize(2_000).files().entrySet()) {
      for (int change : new int[] {-1, 1}) {
        LogFiles log = LogFiles.ofSize(2_000);
        int length = file.getValue().length + change;
        log.files().put(file.getKey(), Arrays.copyOf(file.getValue(), length));

        Verdict verdict = log.verify();

        assertThat(verdict.clean()).as(file.getKey()).isFalse();
        assertThat(verdict.findings().getFirst().place().resource()).isEqualTo(file.getKey());
      }
    }
  }

  @Test
  void removedTailIsFoundByTheEarlierCheckpoint() {
    LogFiles longer = LogFiles.ofSize(2_000);
    LogFiles shorter = LogFiles.ofSize(1_500);
    String kept = LogFiles.note(2_000, longer.root(2_000));

    assertThat(shorter.verify().clean()).isTrue();
    assertThat(codes(shorter.verify(LogFiles.trust().since(kept))))
        .containsExactly("since-longer earlier checkpoint");
  }

  @Test
  void rewrittenHistoryIsFoundByTheEarlierCheckpoint() {
    LogFiles log = LogFiles.ofSize(2_000);
    String kept = LogFiles.note(1_500, log.root(1_500));
    String other = LogFiles.note(1_500, log.root(1_499));

    assertThat(codes(log.verify(LogFiles.trust().since(kept)))).isEmpty();
    assertThat(codes(log.verify(LogFiles.trust().since(other))))
        .containsExactly("since-differs earlier checkpoint");
  }

  @Test
  void unsignedEarlierCheckpointProvesNothing() {
    LogFiles log = LogFiles.ofSize(2_000);
    String kept = LogFiles.note(1_500, log.root(1_500)).replace("\n1500\n", "\n1499\n");

    assertThat(codes(log.verify(LogFiles.trust().since(kept))))
        .contains("signature-wrong earlier checkpoint");
  }

  private static void prune(LogFiles log) {
    for (int block = 0; block < BELOW / 256; block++) {
      log.files().remove("tile/entries/00" + block);
      log.files().remove("tile/0/00" + block);
    }
  }

  @Test
  void prunedBeginningIsToldAndNotCleanUnlessDeclared() {
    LogFiles log = LogFiles.ofSize(2_000);
    prune(log);

    assertThat(codes(log.verify())).containsExactly("pruned [0, 1024) NOT");
    assertThat(log.verify().result()).isEqualTo("unverifiable");
    Verdict expected = log.verify(LogFiles.trust().prunedBelow(BELOW));
    assertThat(codes(expected)).containsExactly("pruned [0, 1024) DONE");
    assertThat(expected.clean()).isTrue();
    assertThat(expected.entries()).isEqualTo(976);
    assertThat(log.verify(LogFiles.trust().prunedBelow(BELOW - 1)).clean()).isFalse();
  }

  /** A log whose entries from 1,900 on speak of pruning, pruned below {@link #BELOW}. */
  private static LogFiles prunedWith(byte[]... said) {
    LogFiles log =
        LogFiles.of(
            2_000,
            index ->
                index < 1_900 || index >= 1_900 + said.length
                    ? LogFiles.entry(index)
                    : said[index - 1_900]);
    prune(log);
    return log;
  }

  private static byte[] said(String request, Phase phase, int below) {
    return Declarations.leaf(
        request, phase, Map.of(PruneDeclaration.BELOW, Integer.toString(below)));
  }

  @Test
  void pruningIsDeclaredByTheLogItself() {
    byte[] intent = said("r-1", Phase.INTENT, BELOW);
    LogFiles log = prunedWith(intent, said("r-1", Phase.DONE, BELOW));

    assertThat(codes(log.verify())).containsExactly("pruned [0, 1024) DONE");
    assertThat(log.verify().clean()).isTrue();
    byte[] larger = said("r-1", Phase.DONE, 1_280);
    assertThat(codes(prunedWith(larger).verify())).containsExactly("pruned [0, 1024) DONE");
    byte[] smaller = said("r-1", Phase.DONE, 768);
    assertThat(codes(prunedWith(smaller).verify())).containsExactly("pruned [0, 1024) NOT");
  }

  @Test
  void aPruningThatFailedExcusesNothing() {
    byte[] intent = said("r-1", Phase.INTENT, BELOW);
    byte[] failed = said("r-1", Phase.FAILED, BELOW);

    LogFiles log = prunedWith(intent, failed, intent, failed);
    assertThat(codes(log.verify())).containsExactly("pruned [0, 1024) NOT");
    assertThat(log.verify().clean()).isFalse();
    LogFiles again = prunedWith(intent, failed, said("r-2", Phase.INTENT, 512), failed);
    assertThat(codes(again.verify())).containsExactly("pruned [0, 1024) NOT");
    LogFiles done = prunedWith(intent, failed, intent, said("r-1", Phase.DONE, BELOW));
    assertThat(codes(done.verify())).containsExactly("pruned [0, 1024) DONE");
  }

  @Test
  void aPruningWhoseOutcomeIsNotStatedIsToldAsBegun() {
    byte[] intent = said("r-1", Phase.INTENT, BELOW);
    LogFiles log = prunedWith(said("r-1", Phase.FAILED, BELOW), intent);

    assertThat(codes(log.verify())).containsExactly("pruned [0, 1024) BEGUN");
    assertThat(log.verify().result()).isEqualTo("unverifiable");
    LogFiles otherFailed = prunedWith(intent, said("r-2", Phase.FAILED, BELOW));
    assertThat(codes(otherFailed.verify())).containsExactly("pruned [0, 1024) BEGUN");
  }

  /** The next run has another request; it says where the intent stands that it finishes. */
  @Test
  void aPruningThatWasKilledIsDeclaredWhenTheNextRunFinishedIt() {
    byte[] intent = said("r-1", Phase.INTENT, BELOW);
    byte[] resumed =
        Declarations.leaf(
            "r-2",
            Phase.DONE,
            Map.of(PruneDeclaration.BELOW, Integer.toString(BELOW), "resumed", "true"));

    assertThat(codes(prunedWith(intent, resumed).verify()))
        .containsExactly("pruned [0, 1024) DONE");
  }

  @Test
  void anOutcomeThatNamesItsIntentEndsThatOneOnly() {
    byte[] intent = said("r-1", Phase.INTENT, BELOW);
    byte[] failed =
        Declarations.leaf(
            "r-1",
            Phase.FAILED,
            Map.of(PruneDeclaration.BELOW, Integer.toString(BELOW), "intent", "1901"));

    assertThat(codes(prunedWith(intent, intent, failed).verify()))
        .containsExactly("pruned [0, 1024) BEGUN");
  }

  @Test
  void changedTileAboveAPrunedPartIsFound() {
    LogFiles log = LogFiles.ofSize(2_000);
    prune(log);
    log.file("tile/1/000.p/7")[0] ^= 1;

    assertThat(log.verify().tampered()).isPositive();
  }

  @Test
  void missingEntriesBehindAPrunedPartAreNotPruned() {
    LogFiles log = LogFiles.ofSize(2_000);
    prune(log);
    log.files().remove("tile/entries/005");

    assertThat(codes(log.verify(LogFiles.trust().prunedBelow(BELOW))))
        .containsExactly("pruned [0, 1024) DONE", "entries-missing tile/entries/005 [1280, 1536)");
  }

  @Test
  void filesThatDoNotBelongAreTold() {
    LogFiles log = LogFiles.ofSize(2_000);
    for (String name : List.of("tile/0/008", "tile/0/x000/001", "notes.txt", "tile/2/000.p/1")) {
      log.files().put(name, new byte[32]);
    }

    assertThat(codes(log.verify()))
        .containsExactlyInAnyOrder(
            "name-unknown tile/0/008",
            "name-unknown tile/0/x000/001",
            "name-unknown notes.txt",
            "name-unknown tile/2/000.p/1");
  }

  @Test
  void olderPartialTilesBelongWhenTheyFit() {
    LogFiles log = LogFiles.ofSize(2_000);
    LogFiles before = LogFiles.ofSize(1_900);
    for (String name : List.of("tile/0/007.p/108", "tile/entries/007.p/108")) {
      log.files().put(name, before.file(name).clone());
    }
    assertThat(codes(log.verify())).isEmpty();

    log.file("tile/0/007.p/108")[0] ^= 1;
    log.file("tile/entries/007.p/108")[9] ^= 1;
    assertThat(codes(log.verify()))
        .containsExactlyInAnyOrder(
            "partial-changed tile/0/007.p/108", "partial-changed tile/entries/007.p/108");
  }

  @Test
  void olderPartialTilesThatNothingCanBeComparedWithAreTold() {
    LogFiles log = LogFiles.ofSize(2_000);
    prune(log);
    LogFiles before = LogFiles.ofSize(600);
    for (String name : List.of("tile/0/002.p/88", "tile/entries/002.p/88")) {
      log.files().put(name, before.file(name));
    }

    assertThat(codes(log.verify(LogFiles.trust().prunedBelow(BELOW))))
        .containsExactly(
            "not-covered tile/0/002.p/88",
            "not-covered tile/entries/002.p/88",
            "pruned [0, 1024) DONE");
  }

  @Test
  void bundlesBelowHashesThatWerePrunedTooAreTold() {
    LogFiles log = LogFiles.ofSize(140_000);
    for (int block = 0; block < 256; block++) {
      log.files().remove("tile/entries/%03d".formatted(block));
      log.files().remove("tile/0/%03d".formatted(block));
    }
    log.files().remove("tile/1/000");
    Trust trust = LogFiles.trust().prunedBelow(65_536);
    assertThat(codes(log.verify(trust))).containsExactly("pruned [0, 65536) DONE");

    log.files().put("tile/entries/017", new byte[100]);
    assertThat(codes(log.verify(trust)))
        .containsExactly("not-covered tile/entries/017", "pruned [0, 65536) DONE");
  }

  @Test
  void bundlesThatArePrunedWhileTheyAreVerifiedAreNotMissing() {
    LogFiles log = LogFiles.of(2_000, Declarations.at(1_900, Phase.DONE, BELOW));
    AtomicInteger asked = new AtomicInteger();
    LogSource source =
        (name, maxBytes) -> {
          if (name.equals("tile/entries/002") && asked.incrementAndGet() == 1) {
            prune(log);
          }
          return LogSource.of(log.files()).read(name, maxBytes);
        };

    assertThat(codes(Verifier.verify(source, LogFiles.trust())))
        .containsExactly("pruned [0, 1024) DONE");
  }

  @Test
  void partialTileThatGrewFullIsCutFromIt() {
    LogFiles before = LogFiles.ofSize(300);
    LogFiles log = LogFiles.ofSize(600);
    log.files().put("checkpoint", before.file("checkpoint"));
    log.files().put("tile/1/000.p/1", before.file("tile/1/000.p/1"));

    Verdict verdict = log.verify();

    assertThat(verdict.tampered()).isZero();
    assertThat(verdict.entries()).isEqualTo(300);
    assertThat(codes(verdict)).contains("name-unknown tile/1/000.p/2");
  }

  @Test
  void sizesBeyondReasonEndSoon() {
    LogFiles log = LogFiles.ofSize(600);
    log.files().put("checkpoint", LogFiles.bytes(LogFiles.note(Long.MAX_VALUE, log.root(600))));
    assertThat(codes(log.verify())).contains("root-differs checkpoint");

    log.files()
        .put(
            "checkpoint",
            LogFiles.bytes(
                LogFiles.note(600, log.root(600)).replace("\n600\n", "\n9223372036854775808\n")));
    assertThat(codes(log.verify())).containsExactly("checkpoint-malformed checkpoint");
  }

  @Test
  void leafIsNotTakenForANode() {
    LogFiles log = LogFiles.ofSize(2);
    byte[] both = log.file("tile/0/000.p/2");
    LogFiles forged = LogFiles.of(1, index -> both);

    assertThat(forged.root(1)).isNotEqualTo(log.root(2));
  }

  @Test
  void entriesOfTheGreatestLengthAreVerified() {
    LogFiles log = LogFiles.of(300, index -> new byte[index % 2 == 0 ? 65_535 : 0]);

    assertThat(codes(log.verify())).isEmpty();
  }
}
