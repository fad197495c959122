package dev.yinhu.crypto;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Keyrings over a real database, and values sealed under them. */
abstract class KeyringRoom {
  static final FieldRef PHONE = FieldRef.parse("shop.users.phone");

  TestCrypto fixture;

  @BeforeEach
  void open() {
    fixture = TestCrypto.closed();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  static Envelope seal(Crypto crypto, String value) {
    return crypto
        .cipher()
        .seal(Suite.AES256_GCM, PHONE, crypto.cipher().shared(), "", LengthPrefixed.utf8(value));
  }

  static Opened open(Crypto crypto, Envelope envelope) {
    return crypto.cipher().open(PHONE, crypto.cipher().shared(), "", envelope);
  }

  static String text(Opened opened) {
    return opened instanceof Opened.Plaintext plaintext
        ? new String(plaintext.value(), java.nio.charset.StandardCharsets.UTF_8)
        : opened.toString();
  }

  List<Map<String, Object>> rows() {
    return fixture
        .database()
        .jdbi()
        .withHandle(handle ->
            handle
                .select("select * from crypto.keyring_version order by keyring, version")
                .map((rs, context) -> {
                  Map<String, Object> row = new HashMap<>();
                  for (String column :
                      List.of("key_id", "keyring", "version", "state", "wrapped")) {
                    row.put(column, rs.getObject(column));
                  }
                  return row;
                })
                .list());
  }

  void execute(String sql) {
    fixture.database().jdbi().useHandle(handle -> handle.execute(sql));
  }
}
