package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.SubjectId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an old backup of the database brings back, and what not. */
class EpochBackupTest extends EpochRoom {
  @Test
  void anErasedPersonStaysErasedInABackupFromWithinTheHorizonAndAllOthersAreThere() {
    Envelope anna = seal(crypto, "anna");
    Envelope boris = seal(crypto, "boris");
    CryptoTables backup = backUp("before_erasure");
    crypto.subjects().erase(new SubjectId("anna"));
    crypto.close();
    backup.restore();

    crypto = fixture.open();

    assertThat(crypto.epochs().opening()).isEqualTo(new EpochOpening(1, 1, 0));
    assertThat(readable(crypto, "anna", anna)).isFalse();
    assertThat(readable(crypto, "boris", boris)).isTrue();
    reopen();
    assertThat(crypto.epochs().opening()).isEqualTo(new EpochOpening(0, 0, 0));
  }

  @Test
  void whoComesBackAfterErasureIsNotErasedByAReplay() {
    seal(crypto, "anna");
    CryptoTables backup = backUp("before_erasure");
    crypto.subjects().erase(new SubjectId("anna"));
    Envelope again = seal(crypto, "anna");
    reopen();
    assertThat(readable(crypto, "anna", again)).isTrue();
    crypto.close();
    backup.restore();

    crypto = fixture.open();

    assertThat(crypto.subjects().find(List.of(new SubjectId("anna")))).isEmpty();
  }

  @Test
  void aBackupOlderThanTheHorizonOpensNobodyAndTheirNumberIsTold() {
    Envelope anna = seal(crypto, "anna");
    Envelope boris = seal(crypto, "boris");
    CryptoTables backup = backUp("old");
    crypto.subjects().erase(new SubjectId("anna"));
    crypto.epochs().rotate();
    drain();
    assertThat(readable(crypto, "boris", boris)).isTrue();
    crypto.close();
    backup.restore();

    crypto = fixture.open();

    assertThat(crypto.epochs().opening()).isEqualTo(new EpochOpening(2, 1, 1));
    assertThat(readable(crypto, "anna", anna)).isFalse();
    assertThat(readable(crypto, "boris", boris)).isFalse();
    assertThat(crypto.epochs().current()).isEqualTo(2);
    Envelope fresh = seal(crypto, "boris");
    assertThat(readable(crypto, "boris", fresh)).isTrue();
  }

  @Test
  void theRowsOfAnOldBackupDoNotOpenEvenWithEverythingButTheEpochsKey() {
    seal(crypto, "anna");
    List<SubjectStore.Row> stored =
        new SubjectStore(fixture.database().jdbi())
            .find(
                List.of(
                    new SubjectHash.Hasher(crypto.keyrings().active(KeyringName.DIRECTORY))
                        .hash(new SubjectId("anna"))));
    assertThat(crypto.epochs().keys().open(stored.getFirst())).isPresent();

    crypto.epochs().rotate();
    drain();

    assertThat(crypto.epochs().keys().open(stored.getFirst())).isEmpty();
  }

  @Test
  void anOlderDatabaseTakesInTheEpochsThatItDoesNotKnow() {
    Envelope anna = seal(crypto, "anna");
    CryptoTables backup = backUp("before_rotation");
    crypto.epochs().rotate();
    Envelope boris = seal(crypto, "boris");
    crypto.close();
    backup.restore();

    crypto = fixture.open();

    assertThat(crypto.epochs().current()).isEqualTo(2);
    assertThat(readable(crypto, "anna", anna)).isTrue();
    assertThat(readable(crypto, "boris", boris)).isFalse();
    assertThat(drain().destroyed()).containsExactly(1);
    assertThat(readable(crypto, "anna", anna)).isTrue();
    assertThat(crypto.epochs().rotate()).isEqualTo(3);
  }
}
