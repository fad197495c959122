package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.report.Summary.OfSource;
import dev.yinhu.piiscanner.report.Summary.OfType;
import dev.yinhu.piiscanner.report.html.Language;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.register.Label;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A report for people, written at the end of a scan. For one thread. */
public final class TextReport implements ReportWriter {
  private static final int SHOWN = 20;

  private final PrintStream out;
  private final Language language;
  private final Function<PiiType, Label> labels;

  /**
   * To a stream, which stays open.
   *
   * @param labels what people call the types
   */
  public TextReport(PrintStream out, Language language, Function<PiiType, Label> labels) {
    this.out = out;
    this.language = language;
    this.labels = labels;
  }

  private String say(String zh, String en) {
    return language.plain(new Label(zh, en));
  }

  private String type(PiiType type) {
    String label = language.plain(labels.apply(type));
    return label.equals(type.name()) ? label : type.name() + " " + label;
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
      out.println(say("未发现个人信息", "No personal data found"));
    } else {
      types(summary);
      sources(summary);
    }
    skipped(summary);
    troubles(summary);
    out.println();
    long skipped = summary.skipped().values().stream().mapToLong(Long::longValue).sum();
    out.println(
        String.join(
            ", ",
            say("发现", "findings") + " %,d".formatted(summary.findings()),
            say("已读文件", "files read") + " %,d".formatted(summary.files()),
            Size.shown(summary.bytes()),
            say("跳过", "skipped") + " %,d".formatted(skipped),
            say("问题", "troubles") + " %,d".formatted(summary.troubles())));
    if (summary.malformed() > 0) {
      out.println(say("编码错误", "malformed byte sequences") + " %,d".formatted(summary.malformed()));
    }
    if (summary.unseen() > 0) {
      out.println(say("有内容未能检查", "Something was not seen: the result is not complete."));
    }
    out.flush();
  }

  private void types(Summary summary) {
    var table =
        new TextTable(
            say("类型", "Type"),
            say("数量", "Count"),
            say("文件", "Files"),
            say("可信度", "Confidence"),
            say("示例", "Sample"),
            say("位置", "Place"));
    summary.types().entrySet().stream()
        .sorted(Comparator.comparingLong((Map.Entry<?, OfType> one) -> -one.getValue().count()))
        .forEach(one -> {
          OfType of = one.getValue();
          table.row(
              type(one.getKey()),
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
    var table = new TextTable(say("文件", "File"), say("数量", "Count"), say("类型", "Types"));
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
      out.println(say("未读取", "Not read"));
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
      out.println(say("问题", "Troubles"));
      for (WentWrong one : summary.listedTroubles().stream().limit(SHOWN).toList()) {
        String detail = one.detail().isEmpty() ? "" : ": " + one.detail();
        out.println("  " + one.source() + " " + one.wrong().words() + detail);
      }
      more(summary.troubles(), "troubles");
    }
  }

  private void more(long all, String what) {
    if (all > SHOWN) {
      out.println(
          "  … "
              + say("另有", "more " + what)
              + " %,d; --format jsonl ".formatted(all - SHOWN)
              + say("列出全部", "tells all"));
    }
  }
}
