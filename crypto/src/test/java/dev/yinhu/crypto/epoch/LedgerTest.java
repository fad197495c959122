package dev.yinhu.crypto.epoch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-06-01T04:00:00.5Z");

  @TempDir Path directory;
  private Path file;
  private Ledger ledger;

  @BeforeEach
  void create() throws IOException {
    file = directory.resolve("erasures.log");
    ledger = ledger(1);
    ledger.create();
  }

  private Ledger ledger(int key) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) key);
    return new Ledger(file, "00000000000000ab", bytes, bytes);
  }

  private List<LedgerEntry> three() {
    return List.of(
        new LedgerEntry.Erased(NOW, ledger.pseudonym(new byte[] {1})),
        new LedgerEntry.EpochDestroyed(NOW, 7),
        new LedgerEntry.Erased(NOW, ledger.pseudonym(new byte[] {2})));
  }

  private List<LedgerLine> lines(LedgerEnd expectedEnd) throws IOException {
    List<LedgerLine> lines = new ArrayList<>();
    assertThat(ledger.read(lines::add)).isEqualTo(expectedEnd);
    return lines;
  }

  @Test
  void whatWasAppendedIsReadInOrderAndTheFileIsForItsOwnerOnly() throws IOException {
    LedgerEnd end = ledger.append(ledger.empty(), three());

    assertThat(lines(end)).extracting(LedgerLine::entry).containsExactlyElementsOf(three());
    assertThat(lines(end)).extracting(LedgerLine::number).containsExactly(1L, 2L, 3L);
    assertThat(Files.size(file)).isEqualTo(end.bytes());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void readingGoesOnWhereItEnded() throws IOException {
    LedgerEnd first = ledger.append(ledger.empty(), three().subList(0, 1));
    LedgerEnd all = ledger.append(first, three().subList(1, 3));
    List<LedgerLine> rest = new ArrayList<>();

    assertThat(ledger.read(first, rest::add)).isEqualTo(all);
    assertThat(rest).hasSize(2);
  }

  @Test
  void everyTornEndIsCutOffAndWritingGoesOn() throws IOException {
    LedgerEnd two = ledger.append(ledger.empty(), three().subList(0, 2));
    ledger.append(two, three().subList(2, 3));
    byte[] whole = Files.readAllBytes(file);
    for (int length = (int) two.bytes(); length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertThat(lines(two)).hasSize(2);
      assertThat(Files.size(file)).isEqualTo(two.bytes());
    }
    LedgerEnd again = ledger.append(two, three().subList(2, 3));
    assertThat(lines(again)).hasSize(3);
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void blocksThatACrashLeftEmptyAreATornEndEvenWithALineBehindThem() throws IOException {
    LedgerEnd one = ledger.append(ledger.empty(), three().subList(0, 1));
    LedgerEnd two = ledger.append(one, three().subList(1, 2));
    ledger.append(two, three().subList(2, 3));
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, (int) one.bytes() + 5, (int) two.bytes(), (byte) 0);
    Files.write(file, bytes);

    assertThat(lines(one)).hasSize(1);
  }

  @Test
  void noByteOfALineCanBeChanged() throws IOException {
    LedgerEnd end = ledger.append(ledger.empty(), three());
    byte[] whole = Files.readAllBytes(file);
    for (int at = (int) ledger.empty().bytes(); at < end.bytes() - 1; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      Files.write(file, changed);

      assertThatExceptionOfType(VaultException.class)
          .as("byte %d", at)
          .isThrownBy(() -> ledger.read(line -> {}))
          .withMessageContaining(file.toString());
    }
  }

  @Test
  void aLineTakenOutOrTwiceIsFound() throws IOException {
    ledger.append(ledger.empty(), three());
    List<String> lines = Files.readAllLines(file);
    for (List<String> wrong :
        List.of(
            List.of(lines.get(0), lines.get(2), lines.get(3)),
            List.of(lines.get(0), lines.get(1), lines.get(1), lines.get(2)),
            List.of(lines.get(0), lines.get(2), lines.get(1), lines.get(3)))) {
      Files.write(file, wrong);

      assertThatExceptionOfType(VaultException.class)
          .isThrownBy(() -> ledger.read(line -> {}))
          .withMessageContaining("is not as it was written");
    }
  }

  @Test
  void aLedgerOfAnotherKeyOrWithoutHeaderIsRefused() throws IOException {
    ledger.append(ledger.empty(), three());

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> ledger(2).read(line -> {}))
        .withMessageContaining("another one's");
    Files.write(file, new byte[0]);
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> ledger.read(line -> {}))
        .withMessageContaining("does not begin");
  }

  @Test
  void aFileShorterThanItWasIsRefusedWhenReadingGoesOn() throws IOException {
    LedgerEnd end = ledger.append(ledger.empty(), three());
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) ledger.empty().bytes()));

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> ledger.read(end, line -> {}))
        .withMessageContaining("was cut");
  }

  @Test
  void anEndlessLineIsRefusedWithoutBeingHeld() throws IOException {
    Files.write(file, "9".repeat(1_000_000).getBytes(US_ASCII), StandardOpenOption.APPEND);

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> ledger.read(line -> {}))
        .withMessageContaining("line 1");
  }

  @Test
  void aLedgerIsNeverWrittenOverAnother() {
    assertThatExceptionOfType(IOException.class).isThrownBy(ledger::create);
  }
}
