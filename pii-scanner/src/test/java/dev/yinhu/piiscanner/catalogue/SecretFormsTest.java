package dev.yinhu.piiscanner.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets in the forms of configuration files. */
class SecretFormsTest {
  private static final PiiEngine ENGINE =
      PiiEngine.standard(() -> Instant.parse("2026-11-22T00:00:00Z"));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`<add key=\"MailPassword\" value=\"kV7#tq!2Rm\" />`, kV7#tq!2Rm",
        "`<property name='db.password' value='Zx9+qLm4_w'/>`, Zx9+qLm4_w",
        "`<entry key=\"api_key\" value=\"9fK2mQ7xT4bW8zR1cV6n\"/>`, 9fK2mQ7xT4bW8zR1cV6n",
        "`redis_password: \"hT5$wPq81z\"`, hT5$wPq81z",
        "`client_secret=\"b7XqP0zT2mKd9LsW4vRy\"`, b7XqP0zT2mKd9LsW4vRy"
      })
  void aSecretOfAConfigurationIsFoundWhole(String text, String secret) {
    List<String> found =
        ENGINE.scan(text, Hints.NONE).stream()
            .filter(finding -> finding.type().name().equals("SECRET"))
            .map(finding -> text.substring(finding.start(), finding.end()))
            .toList();
    assertThat(found).containsExactly(secret);
  }

  /** Nor is a part of it taken for one. */
  @Test
  void whatReadsASecretIsNone() {
    assertThat(ENGINE.scan("password = os.environ[\"DB_PASSWORD\"]", Hints.NONE)).isEmpty();
  }
}
