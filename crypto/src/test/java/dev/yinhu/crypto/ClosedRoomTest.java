package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
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
