package dev.yinhu.service.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredMomentTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource({
    "2026-03-01 09:00:00+08,2026-03-01T01:00:00Z",
    "2026-03-01 09:00:00.5+0800,2026-03-01T01:00:00.5Z",
    "2026-03-01T01:00:00Z,2026-03-01T01:00:00Z",
    "2026-03-01T09:00:00+08:00,2026-03-01T01:00:00Z",
    "2026-03-01 09:00:00,2026-03-01T01:00:00Z",
    "2026-03-01,2026-03-01T16:00:00Z"
  })
  void momentsAreReadAsStoresPrintThem(String text, Instant moment) {
    assertThat(StoredMoment.of(text, ZONE)).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "20260301", "1767225600", "2026-13-01"})
  void whatIsNoMomentIsNotOld(String text) {
    assertThat(StoredMoment.of(text, ZONE)).isEmpty();
  }

  @Test
  void aReferenceIsTheSameInBothSpellings() {
    PersonRef ref = new PersonRef(UUID.randomUUID());

    assertThat(ref.text()).hasSize(22);
    assertThat(PersonRef.of(ref.text())).isEqualTo(ref);
  }
}
