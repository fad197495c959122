package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.epoch.VaultException;
import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A key directory that does not belong to the database, or is damaged, stops the start. */
class KeyDirectoryStartTest extends EpochRoom {
  @Test
  void anotherKeyDirectoryStopsTheStart() throws IOException {
    crypto.close();
    Path aside = fixture.keyDirectory().resolveSibling("aside");
    Files.move(fixture.keyDirectory(), aside);

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(fixture::open)
        .withMessageContainingAll(fixture.keyDirectory().toString(), "empty", "share");
    deleteTree(fixture.keyDirectory());
    Files.move(aside, fixture.keyDirectory());
    fixture.open().close();
  }

  @Test
  void aMissingEpochOrLedgerStopsTheStartAndSaysWhatToDo() throws IOException {
    crypto.close();
    for (String name : List.of("epoch-1.key", "erasures.log", "ledger.key")) {
      Path file = fixture.keyDirectory().resolve(name);
      Path aside = fixture.keyDirectory().resolveSibling("aside");
      Files.move(file, aside);

      assertThatExceptionOfType(CryptoException.class)
          .as(name)
          .isThrownBy(fixture::open)
          .withMessageContainingAll(fixture.keyDirectory().toString(), "put");

      // Nothing was made in its place that could be taken for it.
      assertThat(file).doesNotExist();
      Files.move(aside, file);
      fixture.open().close();
    }
  }

  @Test
  void aDamagedFileStopsTheStart() throws IOException {
    crypto.close();
    for (String name : List.of("epoch-1.key", "ledger.key")) {
      Path file = fixture.keyDirectory().resolve(name);
      String right = Files.readString(file);
      for (String wrong : List.of("", "x", right.substring(0, 40), oneLetterOff(right))) {
        Files.writeString(file, wrong);

        assertThatExceptionOfType(VaultException.class)
            .as("%s: %s", name, wrong)
            .isThrownBy(fixture::open)
            .withMessageContaining(file.toString());
      }
      Files.writeString(file, right);
    }
    fixture.open().close();
  }

  /** Not the last letters, whose lowest bits may stand for nothing. */
  private static String oneLetterOff(String right) {
    int middle = right.length() / 2;
    char other = right.charAt(middle) == 'A' ? 'B' : 'A';
    return right.substring(0, middle) + other + right.substring(middle + 1);
  }

  @Test
  void anOlderLedgerThanTheDatabaseAppliedStopsTheStart() throws IOException {
    seal(crypto, "anna");
    Path ledger = fixture.keyDirectory().resolve("erasures.log");
    byte[] older = Files.readAllBytes(ledger);
    crypto.subjects().erase(new SubjectId("anna"));
    crypto.close();
    Files.write(ledger, older);

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(fixture::open)
        .withMessageContainingAll("has 0 lines", "applied 1", "newest copy");
  }

  @Test
  void aLedgerThatWentAnotherWayStopsTheStart() throws IOException {
    seal(crypto, "anna");
    seal(crypto, "boris");
    Path ledger = fixture.keyDirectory().resolve("erasures.log");
    byte[] before = Files.readAllBytes(ledger);
    CryptoTables backup = backUp("fork");
    crypto.subjects().erase(new SubjectId("anna"));
    byte[] one = Files.readAllBytes(ledger);
    crypto.close();
    backup.restore();
    Files.write(ledger, before);
    crypto = fixture.open();
    crypto.subjects().erase(new SubjectId("boris"));
    crypto.close();
    Files.write(ledger, one);

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(fixture::open)
        .withMessageContaining("different ways");
  }

  private static void deleteTree(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
