package dev.yinhu.subjectrights.copy;

import dev.yinhu.register.Label;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import dev.yinhu.subjectrights.copy.CopiedAccesses.Kind;
import dev.yinhu.subjectrights.copy.CopiedAccesses.Sum;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The part of the page of a copy that tells who had to do with the data: a line for each caller,
 * purpose and result, in Chinese and English, the latest first.
 */
final class AccessTable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private static final Map<String, Label> OPERATIONS =
      Map.of(
          "encrypt", new Label("存储", "stored"),
          "decrypt", new Label("读取", "read"),
          "mask", new Label("掩码读取", "read masked"),
          "search", new Label("按值查找", "looked up by value"),
          "rewrap", new Label("更换密钥", "sealed under a new key"));

  /** Of other outcomes nobody got anything. */
  private static final Map<String, Label> RESULTS =
      Map.of(
          "clear", new Label("看到完整内容", "seen in full"),
          "masked", new Label("看到掩码内容", "seen masked"),
          "encrypted", new Label("已加密保存", "sealed"),
          "tokenized", new Label("已换成令牌", "made a token"),
          "indexed", new Label("未看到内容", "value not seen"),
          "rewrapped", new Label("未看到内容", "value not seen"),
          "unchanged", new Label("未看到内容", "value not seen"));

  private static final Label REFUSED = new Label("已拒绝", "refused");

  private final Register register;
  private final ZoneId zone;
  private final Writer out;

  AccessTable(Register register, ZoneId zone, Writer out) {
    this.register = register;
    this.zone = zone;
    this.out = out;
  }

  void write(CopiedAccesses accesses) throws IOException {
    out.write(
        """
        <h2>谁访问过我的信息 · Who accessed my data</h2>
        <p class="n">来自访问日志,共 %1$,d 条;每条见 accesses.csv 和 accesses.json · from the access log, %1$,d entries; each is in accesses.csv and accesses.json</p>
        """
            .formatted(accesses.count()));
    if (accesses.count() == 0) {
      return;
    }
    out.write(
        "<div class=\"t\"><table><thead><tr><th>访问方 · Caller</th><th>目的 · Purpose</th><th>操作 ·"
            + " Operation</th><th>结果 · Result</th><th>次数 · Times</th><th>首次 · First</th><th>最近 ·"
            + " Last</th></tr></thead><tbody>\n");
    List<Map.Entry<Kind, Sum>> latest =
        accesses.sums().entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<Kind, Sum> one) -> one.getValue().last())
                    .reversed()
                    .thenComparing(one -> one.getKey().toString()))
            .toList();
    for (Map.Entry<Kind, Sum> one : latest) {
      line(one.getKey(), one.getValue());
    }
    out.write("</tbody></table></div>\n");
  }

  private void line(Kind kind, Sum sum) throws IOException {
    out.write(
        "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%,d</td><td>%s</td><td>%s</td></tr>\n"
            .formatted(
                HtmlText.of(kind.caller()),
                HtmlText.of(kind.purpose().isEmpty() ? "" : purpose(kind.purpose())),
                HtmlText.of(
                    CopyPage.both(
                        OPERATIONS.getOrDefault(
                            kind.operation(), new Label(kind.operation(), kind.operation())))),
                HtmlText.of(CopyPage.both(RESULTS.getOrDefault(kind.outcome(), REFUSED))),
                sum.accesses(),
                TIME.format(sum.first().atZone(zone)),
                TIME.format(sum.last().atZone(zone))));
  }

  /** A purpose that the register does not have any more is told by its key. */
  private String purpose(String key) {
    return register
        .purpose(new Purpose(key))
        .map(declared -> CopyPage.both(declared.label()))
        .orElse(key);
  }
}
