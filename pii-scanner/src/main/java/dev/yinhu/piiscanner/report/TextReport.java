package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.report.Summary.OfSource;
import dev.yinhu.piiscanner.report.Summary.OfType;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people, in Chinese and English, written at the end of a scan. For one thread. */
public final class TextReport implements ReportWriter {
  private static final int SHOWN = 20;

  private final PrintStream out;

  /** To a stream, which stays open. */
  public TextReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public void found(Found found) {
    // Told at the end, by type and by file.
  }

  @Override
  public void happened(Happening happening) {
    // Told at the end.
  }

  @Override
  public void end(Summary summary) {
    if (summary.findings() == 0) {
      out.println("未发现个人信息 No personal data found");
    } else {
      types(summary);
      sources(summary);
    }
    skipped(summary);
    troubles(summary);
    out.println();
    out.printf(
        "共 %,d 处 findings · 已读 %,d 个文件 files read, %s · 跳过 %,d skipped · 问题 %,d troubles%n",
        summary.findings(),
        summary.files(),
        Size.shown(summary.bytes()),
        summary.skipped().values().stream().mapToLong(Long::longValue).sum(),
        summary.troubles());
    if (summary.malformed() > 0) {
      out.printf("编码错误 %,d malformed byte sequences%n", summary.malformed());
    }
    if (summary.unseen() > 0) {
      out.println("有内容未能检查 Something was not seen: the result is not complete.");
    }
    out.flush();
  }

  private void types(Summary summary) {
    var table =
        new TextTable("类型 Type", "数量 Count", "文件 Files", "可信度 Confidence", "示例 Sample", "位置 Place");
    summary.types().entrySet().stream()
        .sorted(Comparator.comparingLong((Map.Entry<?, OfType> one) -> -one.getValue().count()))
        .forEach(one -> {
          OfType of = one.getValue();
          table.row(
              one.getKey().name(),
              "%,d".formatted(of.count()),
              "%,d".formatted(of.sources()),
              "%.2f".formatted(of.confidence()),
              of.first().sample().masked(),
              of.first().source() + ":" + of.first().place().shown());
        });
    table.print(out);
  }

  private void sources(Summary summary) {
    out.println();
    var table = new TextTable("文件 File", "数量 Count", "类型 Types");
    summary.sources().stream().limit(SHOWN).forEach(one -> table.row(row(one)));
    table.print(out);
    more(summary.sourcesWithFindings(), "files");
  }

  private static String[] row(OfSource one) {
    String types =
        one.types().entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(type -> type.getKey() + " " + type.getValue())
            .collect(Collectors.joining(", "));
    return new String[] {one.source(), "%,d".formatted(one.count()), types};
  }

  private void skipped(Summary summary) {
    if (!summary.skipped().isEmpty()) {
      out.println();
      out.println("未读取 Not read");
      summary.skipped().forEach((why, count) -> out.printf("  %,d %s%n", count, why.words()));
      List<WasSkipped> documents = new ArrayList<>(summary.listedSkipped());
      documents.removeIf(one -> one.why() != Happening.Why.DOCUMENT);
      documents.stream().limit(SHOWN).forEach(one -> out.println("    " + one.source()));
      more(documents.size(), "documents");
    }
  }

  private void troubles(Summary summary) {
    if (summary.troubles() > 0) {
      out.println();
      out.println("问题 Troubles");
      for (WentWrong one : summary.listedTroubles().stream().limit(SHOWN).toList()) {
        String detail = one.detail().isEmpty() ? "" : ": " + one.detail();
        out.println("  " + one.source() + " " + one.wrong().words() + detail);
      }
      more(summary.troubles(), "troubles");
    }
  }

  private void more(long all, String what) {
    if (all > SHOWN) {
      out.printf("  … 另有 %,d more %s; --format jsonl tells all%n", all - SHOWN, what);
    }
  }
}
