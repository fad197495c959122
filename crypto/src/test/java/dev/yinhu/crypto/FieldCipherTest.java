package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the property tests and vectors leave. */
class FieldCipherTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");

  private TestCrypto fixture;
  private FieldCipher cipher;

  @BeforeEach
  void open() {
    fixture = TestCrypto.create();
    cipher = fixture.crypto().cipher();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aSuiteThatIsNotAvailableIsNamed() {
    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() -> cipher.seal(Suite.FF1_SM4, PHONE, cipher.shared(), "", new byte[1]))
        .withMessageContaining("FF1_SM4");
  }

  @Test
  void aContextThatUtf8CannotCarryIsRefusedBothWays() {
    Envelope sealed = cipher.seal(Suite.AES256_GCM, PHONE, cipher.shared(), "?", new byte[1]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> cipher.open(PHONE, cipher.shared(), "\uD800", sealed));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> cipher.seal(Suite.AES256_GCM, PHONE, cipher.shared(), "\uD800", new byte[1]));
  }

  @Test
  void aPlaintextShowsNothingInText() {
    Envelope sealed =
        cipher.seal(
            Suite.AES256_GCM, PHONE, cipher.shared(), "", LengthPrefixed.utf8("13800138000"));

    assertThat(cipher.open(PHONE, cipher.shared(), "", sealed)).hasToString("Plaintext[***]");
  }

  @Test
  void noKeyIsWaitedForWhenTheEnvelopeIsNotWhole() {
    byte[] header = Envelope.header(CipherSuite.AES256_GCM, 0, null); // No key has the id 0.
    byte[] whole = Arrays.copyOf(header, header.length + AesGcm.OVERHEAD_BYTES);
    byte[] cutShort = Arrays.copyOf(whole, whole.length - 1);
    byte[] otherVersion = whole.clone();
    otherVersion[0] = 9;
    byte[] otherSuite = whole.clone();
    otherSuite[1] = 99;

    assertThat(cipher.knowsKeyOf(Envelope.of(whole))).isFalse();
    assertThat(cipher.knowsKeyOf(Envelope.of(cutShort))).isTrue();
    assertThat(cipher.knowsKeyOf(Envelope.of(otherVersion))).isTrue();
    assertThat(cipher.knowsKeyOf(Envelope.of(otherSuite))).isTrue();
  }

  @Test
  void manyThreadsSealAndOpenInOneScope() throws Exception {
    KeyScope scope = fixture.scope("customer-1");
    List<Callable<Integer>> threads =
        IntStream.range(0, 8).<Callable<Integer>>mapToObj(i -> () -> roundTrips(scope, i)).toList();

    assertThat(Together.run(threads)).allMatch(opened -> Objects.equals(opened, 200));
  }

  private int roundTrips(KeyScope scope, int thread) {
    int opened = 0;
    for (int i = 0; i < 200; i++) {
      byte[] value = LengthPrefixed.utf8(thread + " " + i);
      FieldRef field = PHONE.sibling("field" + i % 20);
      Envelope sealed = cipher.seal(Suite.AES256_GCM, field, scope, "", value);
      if (cipher.open(field, scope, "", sealed) instanceof Opened.Plaintext plaintext) {
        assertThat(plaintext.value()).isEqualTo(value);
        opened++;
      }
    }
    return opened;
  }
}
