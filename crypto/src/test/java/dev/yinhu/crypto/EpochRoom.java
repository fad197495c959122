package dev.yinhu.crypto;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.Suite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A room with epochs over a real database, and what its tests do with it. */
abstract class EpochRoom {
  static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  static final byte[] VALUE = LengthPrefixed.utf8("13812345678");
  static final int PEOPLE = 1_200; // More than two batches.

  TestCrypto fixture;
  Crypto crypto;

  @BeforeEach
  void open() {
    fixture = TestCrypto.create();
    crypto = fixture.crypto();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  static SubjectId id(int number) {
    return new SubjectId("u-" + number);
  }

  static List<SubjectId> people() {
    return IntStream.range(0, PEOPLE).mapToObj(EpochRoom::id).toList();
  }

  Envelope seal(Crypto room, String subject) {
    return room.cipher().seal(Suite.AES256_GCM, PHONE, TestCrypto.scope(room, subject), "", VALUE);
  }

  static boolean readable(Crypto room, String subject, Envelope sealed) {
    Map<SubjectId, KeyScope> found = room.subjects().find(List.of(new SubjectId(subject)));
    return !found.isEmpty()
        && room.cipher()
                .open(PHONE, Objects.requireNonNull(found.values().iterator().next()), "", sealed)
            instanceof Opened.Plaintext;
  }

  CryptoTables backUp(String name) {
    return CryptoTables.backUp(fixture.database().jdbi(), name);
  }

  /** Closes all that is open, as before a restore, and opens again afterwards. */
  void reopen() {
    crypto.close();
    crypto = fixture.open();
  }

  Path key(int epoch) {
    return fixture.keyDirectory().resolve("epoch-" + epoch + ".key");
  }

  Drained drain() {
    return crypto.epochs().drain(done -> {}, TestCrypto.UNRECORDED);
  }
}
