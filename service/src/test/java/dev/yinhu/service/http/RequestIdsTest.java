package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdsTest {

  private final RequestIds ids = new RequestIds(new SecureRandom());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0190163d-8694-739b-aea5-966c26f8ad91",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"
      })
  void takesTheClientsIdInAUsualShape(String offered) {
    assertThat(ids.idFor(offered)).isEqualTo(offered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13800138000",
        "110101199003074514",
        "6222021234567890123",
        "a\r\nX-Injected: 1",
        "张三",
        "",
        "0190163d-8694-739b-aea5-966c26f8ad9z",
        "11010119900307451413800138000138",
        "11010119900307451413800138",
        "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
        "01ARZ3NDEKTSV4RRFFQ69G5FAU",
        "01ARZ3NDEKTSV4RRFFQ69G5FAI",
        "01arz3ndektsv4rrffq69g5fav"
      })
  void makesItsOwnInsteadOfAnythingElse(String offered) {
    assertThat(ids.idFor(offered)).matches("[0-9a-f]{8}-[0-9a-f]+");
  }

  @Test
  void ownIdsDiffer() {
    assertThat(ids.idFor(null)).isNotEqualTo(ids.idFor(null));
  }
}
