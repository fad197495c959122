package dev.yinhu.piiscanner.report.html;

import dev.yinhu.piiscanner.necessity.Change;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Judged;
import dev.yinhu.piiscanner.necessity.Judgement;
import dev.yinhu.piiscanner.necessity.Reason;
import dev.yinhu.piiscanner.necessity.Verdict;
import dev.yinhu.piiscanner.necessity.Words;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Label;
import dev.yinhu.register.PurposeDeclaration;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The judgements grouped by what to do, what was not looked at, and what changed. */
final class JudgementTables {
  private final Page page;
  private final Html html;

  JudgementTables(Page page) {
    this.page = page;
    this.html = page.html();
  }

  void write(HtmlReport.Content content) throws IOException {
    page.heading("h2", Phrase.JUDGEMENTS);
    for (Map.Entry<Verdict, List<Judged>> group : content.judgements().byVerdict().entrySet()) {
      group(group.getKey(), group.getValue());
    }
    gaps(content.judgements().notLookedAt());
    if (content.drift().isPresent()) {
      drift(content.drift().get());
    }
  }

  private void group(Verdict verdict, List<Judged> judged) throws IOException {
    Words.Advice advice = page.words().of(verdict);
    html.open("h3");
    page.say(advice.name());
    html.text(" (" + judged.size() + ")").close();
    html.open("p", "class", "action").open("strong");
    page.say(Phrase.DO.label());
    html.text(": ").close();
    page.say(advice.action());
    html.close();
    page.table(
        Phrase.JUDGEMENTS,
        6,
        Phrase.PLACE,
        Phrase.TYPE,
        Phrase.FORM,
        Phrase.LEVEL,
        Phrase.REASONS,
        Phrase.PURPOSES,
        Phrase.VALUES);
    for (Judged one : judged.subList(0, Math.min(judged.size(), HtmlReport.MOST_ROWS))) {
      row(one);
    }
    page.endTable();
    more(judged.size());
  }

  private void row(Judged judged) throws IOException {
    html.open("tr").element("th", judged.scope().text(), "scope", "row");
    html.element("td", judged.holding().isPresent() ? page.typeName(judged) : "—");
    html.element("td", judged.holding().map(h -> h.form().wire()).orElse(code(judged)));
    html.open("td");
    page.say(page.level(judged));
    html.close().open("td");
    for (Reason reason : judged.reasons()) {
      html.open("div");
      page.say(page.words().of(reason));
      html.close();
    }
    html.close().open("td");
    for (PurposeDeclaration purpose : judged.bearing().purposes()) {
      html.open("div");
      page.say(purpose.label());
      html.text(" [" + purpose.state().wire() + "]").close();
    }
    html.close();
    page.number(judged.holding().map(h -> h.amount().values().high()).orElse(0.0));
    html.close();
  }

  /** Why something could not be read. */
  private static String code(Judged judged) {
    return judged.judgement() instanceof Judgement.Unreadable unreadable ? unreadable.why() : "—";
  }

  private void more(int size) throws IOException {
    if (size > HtmlReport.MOST_ROWS) {
      html.open("p");
      page.say(Phrase.MORE.label());
      html.text(": " + (size - HtmlReport.MOST_ROWS)).close();
    }
  }

  private void gaps(List<FieldRef> fields) throws IOException {
    page.heading("h2", Phrase.GAPS);
    if (fields.isEmpty()) {
      html.open("p");
      page.say(Phrase.NONE.label());
      html.close();
      return;
    }
    html.open("ul");
    for (FieldRef field : fields.subList(0, Math.min(fields.size(), HtmlReport.MOST_ROWS))) {
      html.element("li", field.text());
    }
    html.close();
    more(fields.size());
  }

  private void drift(List<Change> changes) throws IOException {
    page.heading("h2", Phrase.DRIFT);
    List<Change> told = changes.stream().filter(c -> !(c instanceof Change.Same)).toList();
    page.table(Phrase.DRIFT, 3, Phrase.PLACE, Phrase.TYPE, Phrase.CHANGE, Phrase.VALUES);
    for (Change change : told.subList(0, Math.min(told.size(), HtmlReport.MOST_ROWS))) {
      Holding holding = change.holding();
      html.open("tr").element("th", holding.place().text(), "scope", "row");
      html.element("td", holding.type().map(Object::toString).orElse("—")).open("td");
      page.say(said(change));
      html.close();
      page.number(holding.amount().values().high());
      html.close();
    }
    page.endTable();
    more(told.size());
  }

  private static Label said(Change change) {
    return switch (change) {
      case Change.Appeared c -> new Label("新出现", "appeared");
      case Change.Gone c -> new Label("已消失", "gone");
      case Change.FirstSeen c ->
          new Label("首次看到(上次可能遗漏)", "first seen (may have been there): " + c.doubt().wire());
      case Change.NotSeen c ->
          new Label("本次未看到(可能仍在)", "not seen (may still be there): " + c.doubt().wire());
      case Change.Grown c -> new Label("增多", "grown");
      case Change.Shrunk c -> new Label("减少", "shrunk");
      case Change.NewlyPlaintext c -> new Label("新出现明文", "newly plaintext");
      case Change.NowHidden c -> new Label("已由明文变为隐藏", "hidden now");
      case Change.Same c -> new Label("不变", "same");
    };
  }
}
