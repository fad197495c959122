package dev.yinhu.subjectrights.copy;

import dev.yinhu.register.Category;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Label;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Register;
import dev.yinhu.register.Retention;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The page of a copy that a person reads: what is held of them, for what, on which ground, for how
 * long, and who receives it, in Chinese and English. It needs nothing but itself. Not thread-safe.
 */
final class CopyPage {
  /** Rows of a collection that are shown; the whole lies in the files beside the page. */
  private static final int SHOWN = 200;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
      <title>个人信息副本 · Copy of your personal data</title><style>
      body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:15px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1b1f24}
      h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #d8dee4}
      .t{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}th,td{border:1px solid #d8dee4;padding:.25rem .5rem;text-align:left;vertical-align:top;max-width:24rem;overflow-wrap:anywhere}
      th{background:#f6f8fa}small,.n{color:#57606a}
      @media print{body{margin:0;max-width:none;font-size:10pt}.t{overflow:visible}h2{break-after:avoid}tr{break-inside:avoid}}
      </style></head><body>
      <h1>个人信息副本 · Copy of your personal data</h1>
      """;

  private final Register register;
  private final Writer out;

  CopyPage(Register register, Writer out) {
    this.register = register;
    this.out = out;
  }

  void begin(String caseId, String madeAt) throws IOException {
    out.write(HEAD);
    out.write("<p class=\"n\">%s · %s</p>\n".formatted(HtmlText.of(caseId), HtmlText.of(madeAt)));
    out.write(
        """
        <p>完整数据见同一压缩包内的 JSON 和 CSV 文件;manifest.json 列出每个文件的 SHA-256,manifest.note 是它的签名。<br>
        All of it lies in the JSON and CSV files beside this page; manifest.json lists the SHA-256 of each file, manifest.note is its signature.</p>
        """);
  }

  void collection(CopiedCollection collection) throws IOException {
    String title =
        register
            .dataset(collection.name().dataset())
            .flatMap(dataset -> dataset.collection(collection.name().collection()))
            .flatMap(declared -> declared.description())
            .orElse("");
    out.write(
        "<h2>%s <small>%s</small></h2>\n"
            .formatted(
                HtmlText.of(title.isEmpty() ? collection.name().toString() : title),
                HtmlText.of(collection.name().toString())));
    notes(collection.told());
    if (collection.told().rows() > 0) {
      table(collection);
    }
  }

  private void notes(CopyTold told) throws IOException {
    out.write("<p class=\"n\">%,d 条 · rows".formatted(told.rows()));
    note(told.of(CopiedCell.State.OTHERS), "项属于他人,未提供", "values are somebody else's and left out");
    note(told.of(CopiedCell.State.REDACTED), "段文本遮盖了他人信息", "texts without data of others");
    note(told.of(CopiedCell.State.MASKED), "项已掩码", "values masked");
    note(told.of(CopiedCell.State.UNREADABLE), "项无法打开", "values could not be opened");
    out.write("</p>\n");
  }

  private void note(long count, String zh, String en) throws IOException {
    if (count > 0) {
      out.write(" · %,d %s · %s".formatted(count, zh, en));
    }
  }

  private void table(CopiedCollection collection) throws IOException {
    out.write("<div class=\"t\"><table><thead><tr>");
    for (DeclaredField field : collection.fields()) {
      out.write(
          "<th>%s<br><small>%s</small></th>"
              .formatted(
                  HtmlText.of(field.description().orElse(field.ref().field())),
                  HtmlText.of(field.ref().field())));
    }
    out.write("</tr></thead><tbody>\n");
    collection.rows(SHOWN, this::row);
    out.write("</tbody></table></div>\n");
    if (collection.told().rows() > SHOWN) {
      out.write(
          "<p class=\"n\">此处显示前 %1$d 条 · the first %1$d are shown here</p>\n".formatted(SHOWN));
    }
  }

  private void row(List<CopiedCell> row) throws IOException {
    out.write("<tr>");
    for (CopiedCell cell : row) {
      out.write("<td>" + HtmlText.of(shown(cell)) + "</td>");
    }
    out.write("</tr>\n");
  }

  private static String shown(CopiedCell cell) {
    return switch (cell.state()) {
      case WHOLE, MASKED, REDACTED -> cell.value();
      case EMPTY -> "";
      case OTHERS -> "〔他人信息 · somebody else's〕";
      case UNREADABLE -> "〔无法打开 · not readable: " + cell.value() + "〕";
    };
  }

  /** What the data of these collections are processed for. */
  void purposes(List<CopiedCollection> collections) throws IOException {
    Set<FieldRef> held = new LinkedHashSet<>();
    collections.stream()
        .filter(one -> one.told().rows() > 0)
        .forEach(one -> one.fields().forEach(field -> held.add(field.ref())));
    out.write(
        "<h2>处理目的、依据、期限与接收方 · Purposes, grounds, time, recipients</h2><div"
            + " class=\"t\"><table><thead><tr><th>目的 · Purpose</th><th>类别 · Categories</th><th>依据 ·"
            + " Legal basis</th><th>期限 · Kept</th><th>接收方 · Recipients</th></tr></thead><tbody>\n");
    for (PurposeDeclaration purpose : register.purposes()) {
      if (purpose.isActive() && purpose.fields().stream().anyMatch(held::contains)) {
        purpose(purpose, held);
      }
    }
    out.write("</tbody></table></div>\n");
  }

  private void purpose(PurposeDeclaration purpose, Set<FieldRef> held) throws IOException {
    String categories =
        purpose.fields().stream()
            .filter(held::contains)
            .flatMap(ref -> register.field(ref).stream())
            .flatMap(field -> field.categories().stream())
            .distinct()
            .map(this::category)
            .distinct()
            .reduce((a, b) -> a + "; " + b)
            .orElse("");
    String basis =
        purpose
            .legalBasis()
            .map(one -> one.chinese() + " · PIPL 13(" + one.item() + ")")
            .orElse("");
    String recipients =
        purpose.recipients().stream()
            .flatMap(key -> register.recipient(key).stream())
            .map(recipient -> both(recipient.label()))
            .reduce((a, b) -> a + "; " + b)
            .orElse("无 · none");
    out.write(
        "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
            .formatted(
                HtmlText.of(both(purpose.label())),
                HtmlText.of(categories),
                HtmlText.of(basis),
                HtmlText.of(purpose.retention().map(this::kept).orElse("")),
                HtmlText.of(recipients)));
  }

  private String category(CategoryKey key) {
    return register.category(key).map(Category::label).map(CopyPage::both).orElse(key.value());
  }

  private String kept(Retention retention) {
    return switch (retention) {
      case Retention.InWords(String text) -> text;
      case Retention.ByRule(String key) ->
          register
              .retentionRule(key)
              .map(rule -> "%s (%s %s)".formatted(both(rule.label()), rule.law(), rule.article()))
              .orElse(key);
    };
  }

  static String both(Label label) {
    return label.zh().equals(label.en()) ? label.zh() : label.zh() + " · " + label.en();
  }

  void end() throws IOException {
    out.write("</body></html>\n");
    out.flush();
  }
}
