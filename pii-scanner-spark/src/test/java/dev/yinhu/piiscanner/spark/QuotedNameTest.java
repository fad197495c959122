package dev.yinhu.piiscanner.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.piiscanner.jdbc.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedNameTest {
  @Test
  void namesAreReadAsSqlWritesThem() {
    assertThat(QuotedName.parse("users")).isEqualTo(new TableName("", "users"));
    assertThat(QuotedName.parse("shop.users")).isEqualTo(new TableName("shop", "users"));
    assertThat(QuotedName.parse("\"a.b\".\"no \"\"rows\"\"\""))
        .isEqualTo(new TableName("a.b", "no \"rows\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", "a.b.c", "\"open"})
  void othersAreRefused(String name) {
    assertThatThrownBy(() -> QuotedName.parse(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
