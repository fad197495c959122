package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  @Property(tries = 300)
  void everyEnvelopeHasExactlyOneText(@ForAll @Size(min = 1, max = 80) byte[] bytes) {
    String text = Envelope.of(bytes).text();

    assertThat(Envelope.parse(text)).contains(Envelope.of(bytes));
    assertThat(text).isEqualTo(Envelope.PREFIX + base64url(bytes));
  }

  @Property(tries = 300)
  void whatIsReadIsWrittenTheSameWay(@ForAll @Size(min = 1, max = 80) byte[] noise) {
    StringBuilder text = new StringBuilder(Envelope.PREFIX);
    for (byte b : noise) {
      text.append(ALPHABET.charAt(b & 63));
    }

    Envelope.parse(text.toString())
        .ifPresent(envelope -> assertThat(envelope.text()).isEqualTo(text.toString()));
  }

  @Property(tries = 300)
  void noTextMakesTheReaderThrow(@ForAll String text) {
    assertThat(Envelope.parse(text)).isEmpty();
    Envelope.parse(Envelope.PREFIX + text)
        .ifPresent(envelope -> assertThat(envelope.text()).isEqualTo(Envelope.PREFIX + text));
  }

  @Test
  void unusedBitsOfTheLastCharacterAreRefused() {
    int read = 0;
    for (int i = 0; i < ALPHABET.length(); i++) {
      read += Envelope.parse("yh1.A" + ALPHABET.charAt(i)).isPresent() ? 1 : 0;
    }

    assertThat(read).isEqualTo(4);
    assertThat(Envelope.parse("yh1.AAC")).isEmpty();
    assertThat(Envelope.parse("yh1.AAE")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yh1.",
        "yh1.A",
        "yh1.AAAAA",
        "yh1.AA==",
        "yh1.AAE=",
        "yh1.AAAA=",
        "yh1.A=AA",
        "yh1. AAA",
        "yh1.AAAA\n",
        "yh1.AA AA",
        "yh1.AA+A",
        "yh1.AA/A",
        "yh1.AA张A",
        "yh1.AAA\uFF21",
        "yh1.AAA\uD83D",
        "YH1.AAAA",
        " yh1.AAAA",
        "yh2.AAAA",
        "AAAA"
      })
  void whatIsNotCanonicalIsRefused(String text) {
    assertThat(Envelope.parse(text)).isEmpty();
  }

  @Test
  void theHeaderIsLaidOutAsTheFormatSays() {
    SubjectRef subject = new SubjectRef(new byte[16]);

    byte[] header = Envelope.header(CipherSuite.AES256_GCM, 0xFEDC_BA98L, subject);

    assertThat(header).hasSize(23).startsWith(1, 1, 0xFE, 0xDC, 0xBA, 0x98, 1);
    assertThat(Envelope.of(header).keyId()).isEqualTo(0xFEDC_BA98L);
    assertThat(Envelope.of(header).subject()).contains(subject);
    assertThat(Envelope.header(CipherSuite.AES256_GCM, 1, null))
        .containsExactly(1, 1, 0, 0, 0, 1, 0);
  }

  @Test
  void aHeaderCutShortNamesNoSubject() {
    byte[] header =
        Envelope.header(CipherSuite.AES256_GCM, 1, new SubjectRef(new byte[SubjectRef.BYTES]));
    for (int length = 1; length < header.length; length++) {
      Optional<SubjectRef> named = Envelope.of(Arrays.copyOf(header, length)).subject();

      assertThat(named).isEmpty();
    }
  }

  @Test
  void toStringShowsNoCiphertext() {
    assertThat(Envelope.of(new byte[40])).hasToString("Envelope[40 bytes]");
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
