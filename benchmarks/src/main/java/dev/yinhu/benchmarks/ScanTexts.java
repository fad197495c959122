package dev.yinhu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Texts to be scanned, which differ in how much there is to find: the speed of a scan depends on
 * it. The same at every run.
 */
final class ScanTexts {
  private static final String CORPUS = "/corpus/cn-dev.jsonl";
  private static final int BYTES = 10_000_000;

  /** Lines after which a log and a catalogue begin anew. */
  private static final int LINES = 20_000;

  /** Of so many lines of the log one tells of a person. */
  private static final int LINES_A_FINDING = 10;

  private static final List<String> EVENTS =
      List.of(
          "request handled in %d ms, status 200",
          "cache miss for key catalogue/%d, loaded from the store",
          "库存同步完成,共更新 %d 条记录",
          "connection pool: %d active, 3 idle, none waiting",
          "retrying task stock-refresh, attempt %d of 5",
          "定时任务结束,耗时 %d 毫秒",
          "page rendered from template goods/list, %d items");

  private static final List<String> PARTS =
      List.of(
          "这款保温杯采用双层真空结构,内胆为食品级不锈钢,保温时间可达十二小时。",
          "面料柔软亲肤,透气吸湿,适合春秋两季穿着,机洗不易变形。",
          "The lamp gives a warm light, and its arm turns so that it can stand beside a bed or"
              + " desk. ",
          "包装内含主机一台、充电线一根、说明书一份,请在收货时当面检查。",
          "Soft cotton with a fine weave; wash it at low temperature and dry it in the shade. ",
          "锅体采用加厚复合底,受热均匀,不粘涂层经过多次打磨,清洗方便。",
          "收纳箱可以折叠,不用时只占很小的空间,承重能力也很出色。");

  private ScanTexts() {}

  /** The labelled development texts: one finding beside the other. */
  static String dense() throws IOException {
    StringBuilder records = new StringBuilder();
    ObjectMapper json = new ObjectMapper();
    try (InputStream corpus = Objects.requireNonNull(ScanTexts.class.getResourceAsStream(CORPUS));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(corpus, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode record = json.readTree(line);
        records.append(record.path("text").asText()).append('\n');
      }
    }
    return repeated(records.toString());
  }

  /**
   * The log of an application, in which one line of ten holds a mobile number or an e-mail address.
   */
  static String log() {
    return repeated(lines(ScanTexts::logLine));
  }

  /** Descriptions of goods, a line each, in which there is hardly anything to find. */
  static String prose() {
    return repeated(lines(ScanTexts::description));
  }

  private static String logLine(int number) {
    String message =
        number % LINES_A_FINDING == 0
            ? person(number / LINES_A_FINDING)
            : EVENTS
                .get(number % EVENTS.size())
                .formatted(number % 97); // no event has always the same number
    return String.format(
            Locale.ROOT,
            "2026-03-%02d %02d:%02d:%02d.%03d INFO  [worker-%d] shop.orders.OrderFlow - %s",
            1 + number % 28,
            number / 3_600 % 24,
            number / 60 % 60,
            number % 60,
            number * 7 % 1_000,
            number % 8,
            message)
        + '\n';
  }

  private static String person(int number) {
    return number % 2 == 0
        ? "短信已发送,手机号 139%08d".formatted(10_000_000 + number * 37)
        : "mail sent to buyer%d@mail.shop.example".formatted(number);
  }

  private static String description(int number) {
    StringBuilder line = new StringBuilder();
    for (int part = 0; part < 3 + number % 3; part++) {
      line.append(PARTS.get((number + part * 2) % PARTS.size()));
    }
    return line.append('\n').toString();
  }

  private static String lines(IntFunction<String> line) {
    StringBuilder lines = new StringBuilder();
    for (int number = 0; number < LINES; number++) {
      lines.append(line.apply(number));
    }
    return lines.toString();
  }

  private static String repeated(String text) {
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    return text.repeat(Math.ceilDiv(BYTES, size));
  }
}
