package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.testing.TestCrypto;
import org.junit.jupiter.api.Test;

/** What a closed room still does: nothing. */
class ClosedRoomTest extends KeyringRoom {
  @Test
  void aClosedRoomSealsNothing() {
    Crypto crypto = fixture.open();
    KeyVersion version = crypto.keyrings().active(KeyringName.FIELD);
    crypto.close();

    assertThatExceptionOfType(CryptoException.class).isThrownBy(() -> seal(crypto, "late"));
    assertThatExceptionOfType(CryptoException.class)
        .as("a thread that took the version before must not derive from cleared bytes")
        .isThrownBy(version::key)
        .withMessageContaining("closed");
  }

  @Test
  void aScopeOfAClosedRoomDerivesNothing() {
    KeyVersion open = fixture.anotherNode().keyrings().active(KeyringName.FIELD);
    Crypto crypto = fixture.open();
    KeyScope scope = TestCrypto.scope(crypto, "c-1");
    crypto.close();

    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> scope.fieldKey(PHONE, open, CipherSuite.AES256_GCM))
        .withMessageContaining("the crypto room was closed");
  }

  @Test
  void aClosedRoomStaysClosedWhenANoticeComesLate() {
    Crypto crypto = fixture.open();
    crypto.close();

    crypto.keyrings().reload();

    assertThatExceptionOfType(CryptoException.class).isThrownBy(() -> seal(crypto, "late"));
  }
}
