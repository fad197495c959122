package dev.yinhu.piiscanner.report.html;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Judged;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.LegalSet;
import dev.yinhu.piiscanner.necessity.LevelProfile;
import dev.yinhu.piiscanner.necessity.Score;
import dev.yinhu.piiscanner.necessity.Scoring;
import dev.yinhu.piiscanner.necessity.Sourced;
import dev.yinhu.piiscanner.necessity.StoreStanding;
import dev.yinhu.piiscanner.necessity.Verdict;
import dev.yinhu.piiscanner.necessity.Words;
import dev.yinhu.register.Label;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The parts of the report that are no list of judgements. For one document. */
final class Page {
  /**
   * As in the zone of the calendars, to the second, with its offset: 2026-06-01 12:00:00 +08:00.
   */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Shanghai"));

  private final Html html;
  private final Scoring scoring;
  private final Words words;
  private final Function<PiiType, Label> labels;
  private final Language language;

  Page(
      Html html, Scoring scoring, Words words, Function<PiiType, Label> labels, Language language) {
    this.html = html;
    this.scoring = scoring;
    this.words = words;
    this.labels = labels;
    this.language = language;
  }

  Html html() {
    return html;
  }

  Words words() {
    return words;
  }

  /** A label in the language of the report. */
  void say(Label label) throws IOException {
    language.write(html, label);
  }

  void heading(String tag, Phrase phrase) throws IOException {
    html.open(tag);
    say(phrase.label());
    html.close();
  }

  /** The head of a table; the numeric columns are set to the right. */
  void table(Phrase caption, int numericFrom, Phrase... columns) throws IOException {
    html.open("table").open("caption");
    say(caption.label());
    html.close().open("thead").open("tr");
    for (int i = 0; i < columns.length; i++) {
      html.open("th", "scope", "col", "class", i >= numericFrom ? "number" : "text");
      say(columns[i].label());
      html.close();
    }
    html.close().close().open("tbody");
  }

  void endTable() throws IOException {
    html.close().close();
  }

  void number(double value) throws IOException {
    html.element("td", BarChart.number(value), "class", "number");
  }

  String typeName(Judged judged) {
    return judged
        .holding()
        .flatMap(holding -> holding.type())
        .map(type -> {
          Label label = labels.apply(type);
          String said = language.plain(label);
          return said.equals(type.name()) ? said : said + " (" + type + ")";
        })
        .orElse(language.plain(Phrase.HIDDEN_TYPE.label()));
  }

  Label level(Judged judged) {
    return scoring.levels().of(judged).label();
  }

  void summary(HtmlReport.Content content) throws IOException {
    Judgements judgements = content.judgements();
    heading("h1", Phrase.TITLE);
    html.open("p");
    say(Phrase.SCANNED.label());
    html.text(": " + TIME.format(judgements.inventory().at()) + ". ");
    say(Phrase.REGISTER.label());
    html.text(": " + content.registerVersion()).close();
    heading("h2", Phrase.SUMMARY);
    html.open("ul");
    fact(Phrase.FOUND, judgements.inventory().holdings().size());
    fact(Phrase.UNREAD, judgements.inventory().unread().size());
    fact(
        Phrase.TO_MEND,
        judgements.judged().stream().filter(j -> j.verdict() != Verdict.NEEDED).count());
    html.close();
    score(scoring.score(judgements.judged()));
  }

  private void fact(Phrase what, long count) throws IOException {
    html.open("li");
    say(what.label());
    html.text(": " + count).close();
  }

  private void score(Optional<Score> score) throws IOException {
    heading("h2", Phrase.SCORE);
    if (score.isEmpty()) {
      html.open("p");
      say(Phrase.NO_SCORE.label());
      html.close();
      return;
    }
    html.element("p", decimal(score.get().points()) + " / 100", "class", "score");
    table(
        Phrase.SCORE_TERMS,
        1,
        Phrase.VERDICT,
        Phrase.COUNT,
        Phrase.WEIGHT,
        Phrase.LOSES,
        Phrase.LOST);
    for (Score.Term term : score.get().terms()) {
      html.open("tr").open("th", "scope", "row");
      say(words.of(term.verdict()).name());
      html.close();
      number(term.count());
      html.element("td", decimal(term.weight()), "class", "number");
      html.element("td", decimal(term.loses()), "class", "number");
      html.element("td", decimal(term.lost()), "class", "number").close();
    }
    endTable();
  }

  void charts(List<Judged> judged) throws IOException {
    heading("h2", Phrase.CHARTS);
    chart("chart-types", Phrase.BY_TYPE, judged, this::typeName);
    chart("chart-stores", Phrase.BY_STORE, judged, j -> j.scope().store());
    chart("chart-levels", Phrase.BY_LEVEL, judged, j -> language.plain(level(j)));
  }

  private void chart(String id, Phrase title, List<Judged> judged, Function<Judged, String> name)
      throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Judged one : judged) {
      if (one.holding().isPresent()) {
        double high = one.holding().get().amount().values().high();
        values.merge(name.apply(one), high, Double::sum);
      }
    }
    html.open("figure").open("figcaption");
    say(title.label());
    html.close();
    BarChart.write(
        html, id, language.plain(title.label()), language.plain(Phrase.OTHERS.label()), values);
    html.close();
  }

  void stores(List<Judged> judged) throws IOException {
    heading("h2", Phrase.STORES);
    table(
        Phrase.STORES, 3, Phrase.STORE, Phrase.HIGHEST, Phrase.WORST, Phrase.VALUES, Phrase.SCORE);
    for (StoreStanding store : scoring.stores(judged)) {
      html.open("tr").element("th", store.store(), "scope", "row").open("td");
      say(store.highest().label());
      html.close().open("td");
      say(words.of(store.worst()).name());
      html.close();
      number(store.values());
      html.element("td", decimal(store.score().points()), "class", "number").close();
    }
    endTable();
  }

  void sources(Optional<LegalSet> legalSet) throws IOException {
    heading("h2", Phrase.SOURCES);
    LevelProfile profile = scoring.levels().profile();
    html.open("ul");
    source(profile.label(), profile.sourced());
    if (legalSet.isPresent()) {
      source(legalSet.get().label(), legalSet.get().sourced());
    }
    html.close();
  }

  private void source(Label label, Sourced sourced) throws IOException {
    html.open("li");
    say(label);
    html.text(": " + sourced.source() + " (");
    say(Phrase.SOURCE_STATUS.label());
    html.text(": " + sourced.status().wire() + ")").close();
  }

  static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
