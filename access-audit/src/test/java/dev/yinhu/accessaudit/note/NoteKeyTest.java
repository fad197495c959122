package dev.yinhu.accessaudit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteKeyTest {
  @ParameterizedTest
  @CsvSource({
    "example.com/foo, 530d903a,"
        + " example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    "PeterNeumann, c74f20a3, PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "example.com/log/testdata, 33d7b496,"
        + " example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
  })
  void publishedVerifierKeysAreRead(String name, String id, String text) {
    NoteKey key = NoteKey.parse(text);
    assertThat(key.name()).isEqualTo(name);
    assertThat(key.idText()).isEqualTo(id);
    assertThat(key.text()).isEqualTo(text);
  }

  @Test
  void aPlusSignInTheBase64BelongsToTheKey() {
    byte[] seed = new byte[NoteSigner.SEED_BYTES];
    int tried = 0;
    NoteKey key;
    do {
      key = new NoteSigner("log", ByteBuffer.wrap(seed).putInt(0, tried++).array()).key();
    } while (!key.text().substring("log+00000000+".length()).contains("+"));
    assertThat(NoteKey.parse(key.text()).text()).isEqualTo(key.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "++",
        "name",
        "name+530d903a",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2kAA",
        "example .com+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "name+530d903a+*",
      })
  void malformedKeysAreRefused(String text) {
    assertThatThrownBy(() -> NoteKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a+b", "a\u3000b", "a\tb", "a\nb", "a\u0085b"})
  void namesThatWouldBreakANoteAreRefused(String name) {
    byte[] seed = new byte[NoteSigner.SEED_BYTES];
    assertThatThrownBy(() -> new NoteSigner(name, seed))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKeyThatIsNoPointOfTheCurveIsRefusedWhenRead() {
    byte[] noPoint = HexFormat.of().parseHex("02" + "00".repeat(31));
    assertThatThrownBy(() -> new NoteKey("log", KeyType.ED25519, noPoint))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neitherSignerNorKeyShowsTheSeed() {
    byte[] seed = HexFormat.of().parseHex("5a".repeat(NoteSigner.SEED_BYTES));
    NoteSigner signer = new NoteSigner("log", seed);
    assertThat(signer.toString()).contains(signer.key().text()).doesNotContain("5a5a", "WlpaWl");
  }
}
