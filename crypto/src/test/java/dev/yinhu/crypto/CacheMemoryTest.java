package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What subjects cost in memory has a bound, whatever their number of fields. */
class CacheMemoryTest {
  private static final int FIELDS = 50;

  @Test
  void aSubjectWithManyFieldsKeepsFewKeysAndAllItsValuesOpen() {
    try (TestCrypto fixture = TestCrypto.create()) {
      FieldCipher cipher = fixture.crypto().cipher();
      KeyScope scope = fixture.scope("u-1");
      List<Envelope> sealed = new ArrayList<>();
      for (int i = 0; i < FIELDS; i++) {
        byte[] value = ("value " + i).getBytes(StandardCharsets.UTF_8);
        sealed.add(cipher.seal(Suite.AES256_GCM, field(i), scope, "", value));
        assertThat(scope.held()).isBetween(1, KeyScope.MOST_FIELD_KEYS);
      }
      for (int i = 0; i < FIELDS; i++) {
        assertThat(cipher.open(field(i), scope, "", sealed.get(i)))
            .isInstanceOf(Opened.Plaintext.class);
      }
      assertThat(scope.held()).isBetween(1, KeyScope.MOST_FIELD_KEYS);
    }
  }

  @Test
  void fieldsWithoutASubjectKeepTheirKeys() {
    try (TestCrypto fixture = TestCrypto.create()) {
      FieldCipher cipher = fixture.crypto().cipher();
      for (int i = 0; i < FIELDS; i++) {
        cipher.seal(Suite.AES256_GCM, field(i), cipher.shared(), "", new byte[1]);
      }
      assertThat(cipher.shared().held()).isEqualTo(FIELDS);
    }
  }

  private static FieldRef field(int number) {
    return FieldRef.parse("shop.users.field" + number);
  }

  @Test
  void whatIsOverItsTimeGoesAlsoWhenNobodyAsks() throws Exception {
    CryptoConfig config = new CryptoConfig(Path.of("unused"), 20, Duration.ofMillis(50));
    Cache<SubjectHash, KeyScope> scopes = Crypto.scopeCache(config, Ticker.systemTicker());
    scopes.put(new SubjectHash(new byte[32]), KeyScope.shared());

    Await.until("the cache is empty", () -> scopes.estimatedSize() == 0);
  }
}
