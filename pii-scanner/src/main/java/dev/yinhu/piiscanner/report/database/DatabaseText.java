package dev.yinhu.piiscanner.report.database;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.jdbc.ColumnFinding;
import dev.yinhu.piiscanner.jdbc.ColumnReport;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.jdbc.Extent;
import dev.yinhu.piiscanner.jdbc.TableReport;
import dev.yinhu.piiscanner.jdbc.TableReport.Outcome;
import dev.yinhu.piiscanner.report.Sample;
import dev.yinhu.piiscanner.report.TextTable;
import dev.yinhu.piiscanner.report.html.Language;
import dev.yinhu.register.Label;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A scanned database for people on a terminal: its columns, and what was not read. Immutable. */
public final class DatabaseText {
  private final Language language;
  private final Function<PiiType, Label> labels;

  /**
   * A writer.
   *
   * @param labels what people call the types
   */
  public DatabaseText(Language language, Function<PiiType, Label> labels) {
    this.language = language;
    this.labels = labels;
  }

  /** Writes; the stream stays open. */
  public void write(DatabaseReport report, PrintStream out) {
    List<ColumnFinding> certain =
        report.findings().stream().filter(ColumnFinding::certain).toList();
    if (certain.isEmpty()) {
      out.println(say("没有列确定含有个人信息", "No column surely holds personal data"));
    } else {
      columns(certain, out);
    }
    List<ColumnFinding> perhaps = report.findings().stream().filter(f -> !f.certain()).toList();
    if (!perhaps.isEmpty()) {
      out.println();
      out.println(say("不确定，请人工判断", "Not certain, for a person to decide"));
      columns(perhaps, out);
    }
    hidden(report, out);
    notRead(report, out);
    end(report, out);
  }

  private String say(String zh, String en) {
    return language.plain(new Label(zh, en));
  }

  private void columns(List<ColumnFinding> findings, PrintStream out) {
    var table =
        new TextTable(
            say("列", "Column"),
            say("类型", "Type"),
            say("占比", "Share"),
            "95 %",
            say("命中", "Hits"),
            say("可信度", "Confidence"),
            say("示例", "Sample"));
    for (ColumnFinding finding : findings) {
      table.row(
          finding.table() + "." + finding.column(),
          type(finding.type()),
          percent(finding.share().value()),
          percent(finding.share().low()) + " – " + percent(finding.share().high()),
          "%,d / %,d".formatted(finding.hits(), finding.values()),
          String.format(Locale.ROOT, "%.2f", finding.confidence()),
          finding.examples().stream().findFirst().map(Sample::masked).orElse(""));
    }
    table.print(out);
  }

  private String type(PiiType type) {
    String label = language.plain(labels.apply(type));
    return label.equals(type.name()) ? label : type.name() + " " + label;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private void hidden(DatabaseReport report, PrintStream out) {
    var table = new TextTable(say("列", "Column"), say("形式", "Form"), say("密文", "Ciphertexts"));
    boolean any = false;
    for (TableReport one : report.tables()) {
      for (ColumnReport column : one.columns()) {
        switch (column.state()) {
          case PLAIN, NOT_READ -> {}
          case PROTECTED, PARTLY_PROTECTED, HASHED, PASSWORD_HASHES, ENCRYPTED, BINARY -> {
            any = true;
            table.row(
                one.name() + "." + column.name(),
                column.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "%,d / %,d".formatted(column.sealed(), column.values()));
          }
        }
      }
    }
    if (any) {
      out.println();
      out.println(say("不是明文的列", "Columns that are not plain"));
      table.print(out);
    }
  }

  private void notRead(DatabaseReport report, PrintStream out) {
    for (TableReport table : report.tables()) {
      if (table.outcome() instanceof Outcome.Unfinished(String why)) {
        out.println(say("未读完 ", "Not finished: ") + table.name() + ": " + why);
      }
      long cut = table.columns().stream().mapToLong(ColumnReport::cut).sum();
      long binary = table.columns().stream().mapToLong(ColumnReport::notText).sum();
      if (cut > 0) {
        out.println(
            table.name() + ": %,d ".formatted(cut) + say("个过长的值只读了开头", "long values were cut"));
      }
      if (binary > 0) {
        out.println(
            table.name()
                + ": %,d ".formatted(binary)
                + say("个二进制值未读", "binary values were not read"));
      }
    }
  }

  private void end(DatabaseReport report, PrintStream out) {
    long rows = report.tables().stream().mapToLong(TableReport::rows).sum();
    out.println();
    out.println(
        report.database()
            + ": "
            + say("%,d 张表", "%,d tables").formatted(report.tables().size(), report.tables().size())
            + ", "
            + say("%,d 行", "%,d rows").formatted(rows, rows)
            + ", "
            + extent(report));
    if (report.stopped()) {
      out.println(say("扫描被中止，结果不完整", "The scan was stopped: the result is not complete."));
    } else if (!report.complete()) {
      out.println(say("有内容未能检查", "Something was not seen: the result is not complete."));
    }
    out.flush();
  }

  private String extent(DatabaseReport report) {
    return switch (report.extent()) {
      case Extent.Whole _ -> say("全部行", "all rows");
      case Extent.Rows(long rows) ->
          say("每表抽样约", "a sample of about") + " %,d, seed %d".formatted(rows, report.seed());
      case Extent.Percent(double percent) ->
          say("抽样", "a sample of") + " " + percent + " %, seed " + report.seed();
    };
  }
}
