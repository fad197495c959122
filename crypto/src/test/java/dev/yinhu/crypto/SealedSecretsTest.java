package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.testing.TestCrypto;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SealedSecretsTest {
  private TestCrypto fixture;

  @BeforeEach
  void open() {
    fixture = TestCrypto.create();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void theSecondCallGivesTheSecretOfTheFirst() {
    byte[] made = fixture.crypto().secrets().getOrCreate("signing", SealedSecretsTest::fresh);

    assertThat(fixture.crypto().secrets().getOrCreate("signing", SealedSecretsTest::mustNotBeAsked))
        .isEqualTo(made);
    assertThat(
            fixture
                .anotherNode()
                .secrets()
                .getOrCreate("signing", SealedSecretsTest::mustNotBeAsked))
        .isEqualTo(made);
    assertThat(fixture.crypto().secrets().getOrCreate("other", SealedSecretsTest::fresh))
        .isNotEqualTo(made);
  }

  @Test
  void nodesThatMakeItAtOnceGetTheSame() throws Exception {
    Crypto first = fixture.crypto();
    Crypto second = fixture.anotherNode();
    for (int i = 0; i < 10; i++) {
      String name = "secret-" + i;
      Callable<String> here =
          () -> hex(first.secrets().getOrCreate(name, SealedSecretsTest::fresh));
      Callable<String> there =
          () -> hex(second.secrets().getOrCreate(name, SealedSecretsTest::fresh));

      List<String> seen = Together.run(List.of(here, there, here, there));

      assertThat(seen).allMatch(seen.getFirst()::equals);
    }
  }

  @Test
  void aSecretUnderAnotherNameDoesNotOpen() {
    byte[] made = fixture.crypto().secrets().getOrCreate("signing", SealedSecretsTest::fresh);
    fixture
        .database()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update crypto.sealed_secret set name = 'moved' where name = 'signing'"));

    assertThatExceptionOfType(CryptoException.class)
        .isThrownBy(() ->
            fixture.crypto().secrets().getOrCreate("moved", SealedSecretsTest::mustNotBeAsked))
        .withMessageContainingAll("secret moved", "the row was changed")
        .satisfies(e -> KeyTraces.assertNone(e.toString(), made));
  }

  @Test
  void theCallersArrayIsItsOwn() {
    Supplier<byte[]> maker = SealedSecretsTest::fresh;
    byte[] mine = fixture.crypto().secrets().getOrCreate("signing", maker);
    String before = hex(mine);
    mine[0]++;

    assertThat(hex(fixture.crypto().secrets().getOrCreate("signing", maker))).isEqualTo(before);
  }

  @Test
  void theMakersArrayIsOverwritten() {
    byte[] made = fresh();
    String before = hex(made);

    byte[] mine = fixture.crypto().secrets().getOrCreate("signing", () -> made);

    assertThat(made).containsOnly(0);
    assertThat(hex(mine)).isEqualTo(before);
  }

  private static byte[] fresh() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  private static byte[] mustNotBeAsked() {
    throw new AssertionError("the secret exists already");
  }

  private static String hex(byte[] secret) {
    return HexFormat.of().formatHex(secret);
  }
}
