package dev.yinhu.crypto.property;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.Envelope;
import dev.yinhu.crypto.FieldCipher;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.KeyringName;
import dev.yinhu.crypto.Opened;
import dev.yinhu.crypto.Opened.NotAuthentic;
import dev.yinhu.crypto.Opened.Reason;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;

/** An envelope opens where it belongs, whole and unchanged, and nowhere else. */
class EnvelopeTamperingTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  private static final FieldRef NAME = FieldRef.parse("shop.users.name");
  private static final int LONGEST = 65_536;

  private static final TestCrypto FIXTURE = TestCrypto.create();
  private static final TestCrypto ELSEWHERE = TestCrypto.create();

  private final FieldCipher cipher = FIXTURE.crypto().cipher();
  private final KeyScope anna = FIXTURE.scope("anna");
  private final KeyScope boris = FIXTURE.scope("boris");

  @AfterContainer
  static void close() {
    FIXTURE.close();
    ELSEWHERE.close();
  }

  @Property(tries = 200)
  void anyTextComesBack(
      @ForAll @StringLength(max = 300) String text,
      @ForAll @StringLength(max = 50) String contextDrawn,
      @ForAll boolean ofASubject) {
    byte[] plaintext = text.getBytes(UTF_8);
    String context = new String(contextDrawn.getBytes(UTF_8), UTF_8);
    KeyScope scope = ofASubject ? anna : cipher.shared();

    Envelope read = reread(cipher.seal(Suite.AES256_GCM, PHONE, scope, context, plaintext));

    assertThat(plaintext(cipher.open(PHONE, scope, context, read))).isEqualTo(plaintext);
  }

  @Property(tries = 60)
  void anyBytesUpToTheLongestValueComeBack(
      @ForAll @IntRange(max = LONGEST) int length, @ForAll byte fill) {
    byte[] plaintext = new byte[length];
    Arrays.fill(plaintext, fill);

    Envelope read = reread(seal(plaintext));

    assertThat(plaintext(cipher.open(PHONE, anna, "", read))).isEqualTo(plaintext);
    assertThat(bytes(read)).hasSize(7 + 16 + 12 + length + 16);
  }

  @Property(tries = 50)
  void theSameValueNeverGivesTheSameEnvelope(@ForAll @Size(max = 40) byte[] plaintext) {
    assertThat(seal(plaintext)).isNotEqualTo(seal(plaintext));
  }

  @Property(tries = 30)
  void aBitFlippedAtAnyPlaceNeverOpens(
      @ForAll @Size(max = 40) byte[] plaintext, @ForAll boolean ofASubject) {
    KeyScope scope = ofASubject ? anna : cipher.shared();
    byte[] sealed = bytes(cipher.seal(Suite.AES256_GCM, PHONE, scope, "", plaintext));
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(cipher.open(PHONE, scope, "", envelope(changed)))
          .as("bit %d", bit)
          .isEqualTo(expectedAfterFlip(bit, ofASubject, plaintext.length));
    }
  }

  private static Opened expectedAfterFlip(int bit, boolean ofASubject, int length) {
    int place = bit / 8;
    if (place == 0) {
      return new Opened.UnsupportedFormat();
    }
    if (place == 1) {
      return expectedOfSuite(1 ^ 1 << bit % 8, length);
    }
    if (place < 6) {
      return new NotAuthentic(Reason.UNKNOWN_KEY);
    }
    if (place == 6) {
      // With bit 0 set, the first 16 bytes of the body are taken for a subject, if there are so
      // many.
      boolean readsOn = bit % 8 == 0 && (ofASubject || length >= 16);
      return new NotAuthentic(readsOn ? Reason.OTHER_SUBJECT : Reason.MALFORMED);
    }
    return new NotAuthentic(ofASubject && place < 23 ? Reason.OTHER_SUBJECT : Reason.TAG);
  }

  /** Of the suites that exist, two are one bit from suite 1: AES256_SIV and SM4_CTR_HMAC_SM3. */
  private static Opened expectedOfSuite(int suite, int length) {
    return switch (suite) {
      case 3 -> new NotAuthentic(Reason.TAG);
      case 5 -> new NotAuthentic(length < 20 ? Reason.MALFORMED : Reason.TAG);
      default -> new Opened.UnsupportedFormat();
    };
  }

  @Property(tries = 5)
  void anotherCharacterAtAnyPlaceOfTheTextNeverOpens(
      @ForAll @Size(min = 1, max = 20) byte[] plaintext) {
    String text = seal(plaintext).text();
    for (int i = 0; i < text.length(); i++) {
      for (char c : "Ab9-_=+/ .\n\0张\uD83D".toCharArray()) {
        if (c != text.charAt(i)) {
          assertNeverOpens(text.substring(0, i) + c + text.substring(i + 1));
        }
      }
    }
  }

  @Property(tries = 10)
  void truncationAtAnyLengthNeverOpens(@ForAll @Size(max = 40) byte[] plaintext) {
    Envelope whole = seal(plaintext);
    byte[] sealed = bytes(whole);
    for (int length = 1; length < sealed.length; length++) {
      assertThat(cipher.open(PHONE, anna, "", envelope(Arrays.copyOf(sealed, length))))
          .isNotInstanceOf(Opened.Plaintext.class);
    }
    String text = whole.text();
    for (int length = 0; length < text.length(); length++) {
      assertNeverOpens(text.substring(0, length));
    }
  }

  @Property(tries = 100)
  void bytesPutBehindNeverOpen(
      @ForAll @Size(max = 20) byte[] plaintext, @ForAll @Size(min = 1, max = 40) byte[] more) {
    byte[] sealed = bytes(seal(plaintext));
    byte[] longer = Arrays.copyOf(sealed, sealed.length + more.length);
    System.arraycopy(more, 0, longer, sealed.length, more.length);

    assertThat(cipher.open(PHONE, anna, "", envelope(longer)))
        .isEqualTo(new NotAuthentic(Reason.TAG));
  }

  @Property(tries = 100)
  void elsewhereItDoesNotOpen(
      @ForAll @Size(max = 20) byte[] plaintext,
      @ForAll @IntRange(max = 1_000_000) int record,
      @ForAll @IntRange(min = 1, max = 9) int step) {
    String context = "record " + record;
    Envelope sealed = cipher.seal(Suite.AES256_GCM, PHONE, anna, context, plaintext);

    assertThat(cipher.open(NAME, anna, context, sealed)).isEqualTo(new NotAuthentic(Reason.TAG));
    assertThat(cipher.open(PHONE, anna, "record " + (record + step), sealed))
        .isEqualTo(new NotAuthentic(Reason.TAG));
    assertThat(cipher.open(PHONE, anna, "", sealed)).isEqualTo(new NotAuthentic(Reason.TAG));
    assertThat(cipher.open(PHONE, boris, context, sealed))
        .isEqualTo(new NotAuthentic(Reason.OTHER_SUBJECT));
    assertThat(cipher.open(PHONE, cipher.shared(), context, sealed))
        .isEqualTo(new NotAuthentic(Reason.OTHER_SUBJECT));
  }

  @Property(tries = 20)
  void anEnvelopeOfAnotherInstallationNamesAKeyThatIsUnknownHere(
      @ForAll @Size(max = 20) byte[] plaintext) {
    Crypto elsewhere = ELSEWHERE.crypto();
    Envelope sealed =
        elsewhere
            .cipher()
            .seal(Suite.AES256_GCM, PHONE, elsewhere.cipher().shared(), "", plaintext);

    assertThat(cipher.open(PHONE, cipher.shared(), "", sealed))
        .isEqualTo(new NotAuthentic(Reason.UNKNOWN_KEY));
  }

  @Property(tries = 20)
  void theHeaderOfAnotherVersionDoesNotFit(@ForAll @Size(max = 20) byte[] plaintext) {
    Envelope old = seal(plaintext);
    FIXTURE.crypto().keyrings().rotate(KeyringName.FIELD);
    byte[] changed = bytes(old);
    System.arraycopy(bytes(seal(plaintext)), 2, changed, 2, 4);

    assertThat(cipher.open(PHONE, anna, "", envelope(changed)))
        .isEqualTo(new NotAuthentic(Reason.TAG));
    assertThat(plaintext(cipher.open(PHONE, anna, "", old))).isEqualTo(plaintext);
  }

  private Envelope seal(byte[] plaintext) {
    return cipher.seal(Suite.AES256_GCM, PHONE, anna, "", plaintext);
  }

  private static Envelope reread(Envelope envelope) {
    return Envelope.parse(envelope.text()).orElseThrow();
  }

  private void assertNeverOpens(String text) {
    Envelope.parse(text)
        .ifPresent(envelope ->
            assertThat(cipher.open(PHONE, anna, "", envelope))
                .isNotInstanceOf(Opened.Plaintext.class));
  }

  private static byte[] plaintext(Opened opened) {
    return opened instanceof Opened.Plaintext plaintext ? plaintext.value() : new byte[] {-1, -1};
  }

  private static byte[] bytes(Envelope envelope) {
    return Base64.getUrlDecoder().decode(envelope.text().substring(Envelope.PREFIX.length()));
  }

  private static Envelope envelope(byte[] bytes) {
    String body = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return Envelope.parse(Envelope.PREFIX + body).orElseThrow();
  }
}
