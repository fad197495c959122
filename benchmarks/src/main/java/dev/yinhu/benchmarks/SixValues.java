package dev.yinhu.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The record that is measured: phone, e-mail, name, ID number, address, card. Nobody's. */
final class SixValues {
  private static final List<String> TEXTS =
      List.of(
          "13812345678",
          "zhangwei1987@example.com",
          "张伟",
          "330106198703122416",
          "浙江省杭州市西湖区学院路215号翠湖小区3栋2单元1502室",
          "6222021234567890128");

  static final int COUNT = 6;

  private SixValues() {}

  /** Six mobile numbers, for the suites that keep their shape. */
  static List<byte[]> mobiles() {
    return IntStream.range(0, COUNT)
        .mapToObj(i -> ("1381234567" + i).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  static List<byte[]> bytes() {
    return TEXTS.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  static String field(int i) {
    return "shop.users.field" + i;
  }
}
