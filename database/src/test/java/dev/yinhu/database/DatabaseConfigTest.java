package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConfigTest {
  private static final Path FILE = Path.of("password");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "postgres://h/db",
        "jdbc:mysql://h/db",
        "jdbc:postgresql://h",
        "jdbc:postgresql:db",
        "jdbc:postgresql://h/db?Password=x"
      })
  void urlThatCannotWorkOrHoldsAPasswordIsRefused(String url) {
    assertThatThrownBy(() -> DatabaseConfig.external(url, "u", FILE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("database url");
  }

  @Test
  void valuesOutOfBoundsAreRefused() {
    DatabaseConfig config = DatabaseConfig.embedded();

    assertThatThrownBy(() -> config.withPoolSize(1)).hasMessageContaining("pool size");
    assertThatThrownBy(() -> config.withPoolSize(81)).hasMessageContaining("embedded");
    assertThatThrownBy(() -> config.withPoolSize(501)).hasMessageContaining("pool size");
    assertThatThrownBy(() -> config.withConnectionTimeout(Duration.ofMillis(10)))
        .hasMessageContaining("timeout");
    assertThatThrownBy(() ->
            new DatabaseConfig(
                Optional.empty(), Optional.of("u"), Optional.empty(), 4, Duration.ofSeconds(1)))
        .hasMessageContaining("database.url");
  }

  @Test
  void connectionInfoShowsWhereButNoPassword() {
    ConnectionInfo info =
        new ConnectionInfo("jdbc:postgresql://a:1,b:2/db?sslmode=require", "u", "hidden");

    assertThat(info.toString()).isEqualTo("u@a:1/db");
    assertThat(info.host()).isEqualTo("a");
    assertThat(info.port()).isEqualTo(1);
    assertThat(info.withDatabase("other").jdbcUrl())
        .isEqualTo("jdbc:postgresql://a:1,b:2/other?sslmode=require");
    assertThat(new ServerAccess(1, "hidden").toString()).doesNotContain("hidden");
  }
}
