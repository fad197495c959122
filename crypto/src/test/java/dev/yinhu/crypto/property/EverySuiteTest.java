package dev.yinhu.crypto.property;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.Envelope;
import dev.yinhu.crypto.FieldCipher;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.Opened;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;

/** What every suite of the envelope promises, and that none is taken for another. */
class EverySuiteTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  private static final FieldRef NAME = FieldRef.parse("shop.users.name");
  private static final int SUITE_AT = 1;

  /** What a sealed value has beyond header and plaintext (docs/formats.md). */
  private static final Map<Suite, Integer> OVERHEAD =
      new EnumMap<>(
          Map.of(
              Suite.AES256_GCM, 28,
              Suite.XAES256_GCM, 40,
              Suite.AES256_SIV, 16,
              Suite.SM4_GCM, 28,
              Suite.SM4_CTR_HMAC_SM3, 48));

  private static final TestCrypto FIXTURE = TestCrypto.create();

  private final FieldCipher cipher = FIXTURE.crypto().cipher();
  private final KeyScope anna = FIXTURE.scope("anna");
  private final KeyScope boris = FIXTURE.scope("boris");

  @AfterContainer
  static void close() {
    FIXTURE.close();
  }

  @Provide
  Arbitrary<Suite> suites() {
    return Arbitraries.of(OVERHEAD.keySet());
  }

  @Property(tries = 300)
  void anyTextComesBack(
      @ForAll("suites") Suite suite,
      @ForAll @StringLength(max = 300) String text,
      @ForAll @StringLength(max = 50) String contextDrawn,
      @ForAll boolean ofASubject) {
    byte[] plaintext = text.getBytes(UTF_8);
    String context = new String(contextDrawn.getBytes(UTF_8), UTF_8);
    KeyScope scope = ofASubject ? anna : cipher.shared();

    Envelope sealed = reread(cipher.seal(suite, PHONE, scope, context, plaintext));

    assertThat(plaintext(cipher.open(PHONE, scope, context, sealed))).isEqualTo(plaintext);
    assertThat(bytes(sealed))
        .hasSize(7 + (ofASubject ? 16 : 0) + overhead(suite) + plaintext.length);
  }

  @Property(tries = 60)
  void anyLengthUpToTheLongestValueComesBack(
      @ForAll("suites") Suite suite, @ForAll @IntRange(max = 65_536) int length) {
    byte[] plaintext = new byte[length];
    Arrays.fill(plaintext, (byte) length);

    Envelope sealed = reread(cipher.seal(suite, PHONE, anna, "", plaintext));

    assertThat(plaintext(cipher.open(PHONE, anna, "", sealed))).isEqualTo(plaintext);
  }

  @Property(tries = 50)
  void theEmptyValueComesBackAsEmpty(@ForAll("suites") Suite suite) {
    Envelope sealed = cipher.seal(suite, PHONE, anna, "", new byte[0]);

    assertThat(plaintext(cipher.open(PHONE, anna, "", sealed))).isEmpty();
  }

  @Property(tries = 100)
  void onlyTheDeterministicSuiteRepeatsItself(
      @ForAll("suites") Suite suite, @ForAll @Size(max = 40) byte[] plaintext) {
    boolean same =
        cipher
            .seal(suite, PHONE, anna, "", plaintext)
            .equals(cipher.seal(suite, PHONE, anna, "", plaintext));

    assertThat(same).isEqualTo(suite == Suite.AES256_SIV);
  }

  @Property(tries = 60)
  void whatIsDeterministicDiffersByFieldSubjectAndContext(
      @ForAll @Size(max = 40) byte[] plaintext) {
    byte[] body = body(PHONE, anna, "", plaintext);

    assertThat(body(NAME, anna, "", plaintext)).isNotEqualTo(body);
    assertThat(body(PHONE, boris, "", plaintext)).isNotEqualTo(body);
    assertThat(body(PHONE, anna, "a", plaintext)).isNotEqualTo(body);
  }

  private byte[] body(FieldRef field, KeyScope scope, String context, byte[] plaintext) {
    byte[] sealed = bytes(cipher.seal(Suite.AES256_SIV, field, scope, context, plaintext));
    return Arrays.copyOfRange(sealed, 23, sealed.length);
  }

  @Property(tries = 40)
  void aBitFlippedAtAnyPlaceNeverOpens(
      @ForAll("suites") Suite suite,
      @ForAll @Size(max = 40) byte[] plaintext,
      @ForAll boolean ofASubject) {
    KeyScope scope = ofASubject ? anna : cipher.shared();
    byte[] sealed = bytes(cipher.seal(suite, PHONE, scope, "", plaintext));
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(cipher.open(PHONE, scope, "", envelope(changed)))
          .as("%s, bit %d", suite, bit)
          .isNotInstanceOf(Opened.Plaintext.class);
    }
  }

  @Property(tries = 40)
  void underAnyOtherSuiteByteItNeverOpens(
      @ForAll("suites") Suite suite, @ForAll @Size(max = 64) byte[] plaintext) {
    byte[] sealed = bytes(cipher.seal(suite, PHONE, anna, "", plaintext));
    byte own = sealed[SUITE_AT];
    for (int other = 0; other < 256; other++) {
      sealed[SUITE_AT] = (byte) other;
      Opened opened = cipher.open(PHONE, anna, "", envelope(sealed));
      boolean known = other >= 1 && other <= OVERHEAD.size();

      if ((byte) other == own) {
        assertThat(opened).isInstanceOf(Opened.Plaintext.class);
      } else if (known) {
        assertThat(opened).isInstanceOf(Opened.NotAuthentic.class);
      } else {
        assertThat(opened).isEqualTo(new Opened.UnsupportedFormat());
      }
    }
  }

  @Property(tries = 40)
  void cutShortOrWithBytesBehindItNeverOpens(
      @ForAll("suites") Suite suite,
      @ForAll @Size(max = 40) byte[] plaintext,
      @ForAll @Size(min = 1, max = 40) byte[] more) {
    byte[] sealed = bytes(cipher.seal(suite, PHONE, anna, "", plaintext));
    for (int length = 1; length < sealed.length; length++) {
      assertThat(cipher.open(PHONE, anna, "", envelope(Arrays.copyOf(sealed, length))))
          .isNotInstanceOf(Opened.Plaintext.class);
    }
    byte[] longer = Arrays.copyOf(sealed, sealed.length + more.length);
    System.arraycopy(more, 0, longer, sealed.length, more.length);

    assertThat(cipher.open(PHONE, anna, "", envelope(longer)))
        .isEqualTo(new Opened.NotAuthentic(Opened.Reason.TAG));
  }

  @Property(tries = 100)
  void elsewhereItDoesNotOpen(
      @ForAll("suites") Suite suite,
      @ForAll @Size(max = 20) byte[] plaintext,
      @ForAll @IntRange(max = 1_000_000) int record) {
    Envelope sealed = cipher.seal(suite, PHONE, anna, "record " + record, plaintext);

    assertThat(cipher.open(NAME, anna, "record " + record, sealed))
        .isEqualTo(new Opened.NotAuthentic(Opened.Reason.TAG));
    assertThat(cipher.open(PHONE, anna, "", sealed))
        .isEqualTo(new Opened.NotAuthentic(Opened.Reason.TAG));
    assertThat(cipher.open(PHONE, boris, "record " + record, sealed))
        .isEqualTo(new Opened.NotAuthentic(Opened.Reason.OTHER_SUBJECT));
  }

  private static int overhead(Suite suite) {
    return OVERHEAD.getOrDefault(suite, -1);
  }

  private static Envelope reread(Envelope envelope) {
    return Envelope.parse(envelope.text()).orElseThrow();
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
