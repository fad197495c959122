package dev.yinhu.crypto.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of keys brought into a key directory. */
class VaultMergeTest {
  private static final Instant NOW = Instant.parse("2026-06-01T04:00:00Z");
  private static final byte[] KEY = new byte[32];

  @TempDir Path place;
  private VaultDirectory target;
  private VaultDirectory archive;

  @BeforeEach
  void makeArchive() throws IOException {
    target = new VaultDirectory(place.resolve("target"));
    archive = new VaultDirectory(place.resolve("archive"));
    archive.create();
    archive.writeLedgerKey("sealed\n");
    archive.writeEpoch(1, "one\n");
    archive.writeEpoch(2, "two\n");
    ledger(archive.ledger()).create();
  }

  private static Ledger ledger(Path file) {
    return new Ledger(file, "00000000000000ab", KEY, KEY);
  }

  private static void append(Path file, LedgerEntry... entries) throws IOException {
    Ledger ledger = ledger(file);
    ledger.append(ledger.read(line -> {}), List.of(entries));
  }

  private static LedgerEntry erased(int number) {
    return new LedgerEntry.Erased(
        NOW,
        new LedgerHash(
            new byte[] {
              (byte) number,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0
            }));
  }

  private VaultMerge.Merged merge() throws Exception {
    return merge(Optional.empty());
  }

  private VaultMerge.Merged merge(Optional<Path> newer) throws Exception {
    return new VaultMerge(target, archive, newer).run();
  }

  @Test
  void anEmptyTargetGetsEverything() throws Exception {
    append(archive.ledger(), erased(1));

    assertThat(merge().brought()).containsExactly(1, 2);
    assertThat(target.epoch(1)).contains("one");
    assertThat(target.readLedgerKey()).contains("sealed");
    assertThat(target.ledger()).hasSameBinaryContentAs(archive.ledger());
    assertThat(merge().brought()).isEmpty();
  }

  @Test
  void aNewerLedgerOfTheTargetIsKeptAndDestroyedEpochsDoNotComeBack() throws Exception {
    merge();
    append(target.ledger(), erased(1), new LedgerEntry.EpochDestroyed(NOW, 1));
    target.destroyEpoch(1);
    byte[] newer = Files.readAllBytes(target.ledger());

    VaultMerge.Merged merged = merge();

    assertThat(merged.ledger()).isEqualTo(target.ledger());
    assertThat(merged.destroyed()).containsExactly(1);
    assertThat(merged.brought()).isEmpty();
    assertThat(target.epochs()).containsExactly(2);
    assertThat(target.ledger()).hasBinaryContent(newer);
  }

  @Test
  void aNewerLedgerFromElsewhereWinsOverBoth() throws Exception {
    Path newer = Files.copy(archive.ledger(), place.resolve("newer.log"));
    append(newer, erased(1), new LedgerEntry.EpochDestroyed(NOW, 2));

    VaultMerge.Merged merged = merge(Optional.of(newer));

    assertThat(merged.ledger()).isEqualTo(newer);
    assertThat(merged.brought()).containsExactly(1);
    assertThat(target.ledger()).hasSameBinaryContentAs(newer);
  }

  @Test
  void anOlderLedgerFromElsewhereChangesNothing() throws Exception {
    Path older = Files.copy(archive.ledger(), place.resolve("older.log"));
    append(archive.ledger(), erased(1));

    assertThat(merge(Optional.of(older)).ledger()).isEqualTo(archive.ledger());
  }

  @Test
  void aTornEndOfTheShorterOneIsNoDifference() throws Exception {
    merge();
    Files.writeString(target.ledger(), "1 2026-06-0", StandardOpenOption.APPEND);
    append(archive.ledger(), erased(1));

    assertThat(merge().ledger()).isEqualTo(archive.ledger());
  }

  @Test
  void ledgersThatWentDifferentWaysAreRefusedAndNothingIsChanged() throws Exception {
    merge();
    append(target.ledger(), erased(1));
    append(archive.ledger(), erased(2), erased(3));
    byte[] before = Files.readAllBytes(target.ledger());

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(this::merge)
        .withMessageContaining("different ways");
    assertThat(target.ledger()).hasBinaryContent(before);
  }

  @Test
  void keysOfAnotherInstallationAreRefused() throws Exception {
    target.create();
    target.writeLedgerKey("other\n");
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(this::merge)
        .withMessageContaining("another installation");
    Files.delete(target.ledgerKey());
    target.writeEpoch(2, "other\n");
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(this::merge)
        .withMessageContaining("another installation");
    assertThat(target.ledger()).doesNotExist();
  }

  @Test
  void aMissingLedgerIsRefused() throws Exception {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> merge(Optional.of(place.resolve("nowhere"))))
        .withMessageContaining("nowhere");
    Files.delete(archive.ledger());
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(this::merge)
        .withMessageContaining("--ledger");
  }
}
