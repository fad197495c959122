package dev.yinhu.piiscanner.report.html;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Change;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.LegalSet;
import dev.yinhu.piiscanner.necessity.Scoring;
import dev.yinhu.piiscanner.necessity.Words;
import dev.yinhu.register.Label;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the report that a data protection officer reads and prints: one file, no script, nothing
 * fetched from anywhere. It names places, types and numbers, never a value. Immutable.
 */
public final class HtmlReport {
  /** Most rows of one group of judgements; how many more there are is told. */
  public static final int MOST_ROWS = 1_000;

  private final Scoring scoring;
  private final Words words;
  private final Function<PiiType, Label> labels;
  private final Language language;

  /**
   * A writer.
   *
   * @param scoring gives levels and scores
   * @param words what verdicts and reasons say
   * @param labels what people call the types
   * @param language in which to speak
   */
  public HtmlReport(
      Scoring scoring, Words words, Function<PiiType, Label> labels, Language language) {
    this.scoring = scoring;
    this.words = words;
    this.labels = labels;
    this.language = language;
  }

  /**
   * What to tell.
   *
   * @param judgements the judged inventory
   * @param registerVersion the version that it was held against, for people
   * @param drift the changes since a scan before; empty when there is none
   * @param legalSet the set that it was held against
   */
  public record Content(
      Judgements judgements,
      String registerVersion,
      Optional<List<Change>> drift,
      Optional<LegalSet> legalSet) {
    /** Copies the list. */
    public Content {
      drift = drift.map(List::copyOf);
    }
  }

  /** Writes the whole document. */
  public void write(Content content, Appendable out) throws IOException {
    Html html = new Html(out);
    Page page = new Page(html, scoring, words, labels, language);
    html.doctype();
    html.open("html", "lang", language.code(), "xmlns", "http://www.w3.org/1999/xhtml");
    html.open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", language.plain(Phrase.TITLE.label()));
    html.style(StyleSheet.CSS).close();
    html.open("body").open("main");
    page.summary(content);
    page.charts(content.judgements().judged());
    page.stores(content.judgements().judged());
    new JudgementTables(page).write(content);
    page.sources(content.legalSet());
    html.close().close().close();
  }
}
