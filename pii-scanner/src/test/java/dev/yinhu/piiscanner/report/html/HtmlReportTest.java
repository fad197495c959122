package dev.yinhu.piiscanner.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.necessity.Drift;
import dev.yinhu.piiscanner.necessity.Holdings;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.Scoring;
import dev.yinhu.piiscanner.necessity.ShippedFacts;
import dev.yinhu.piiscanner.necessity.Words;
import dev.yinhu.piiscanner.report.Items;
import dev.yinhu.register.Label;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class HtmlReportTest {
  @ParameterizedTest
  @EnumSource(Language.class)
  void theReportIsWellFormedAndHasNothingThatRunsOrIsFetched(Language language) throws Exception {
    String text = report(language, Items.judgements());
    Document document = parse(text);

    assertThat(elements(document, "script")).isEmpty();
    assertThat(elements(document, "link")).isEmpty();
    assertThat(elements(document, "img")).isEmpty();
    assertThat(text).doesNotContain("<script", "url(", "href=", "src=", "\u202e");
    assertThat(document.getDocumentElement().getAttribute("lang"))
        .isEqualTo(language == Language.EN ? "en" : "zh");
  }

  @Test
  void aHostileNameIsTextAndNothingElse() throws Exception {
    Document document = parse(report(Language.BOTH, Items.judgements()));

    assertThat(elements(document, "th").stream().map(Element::getTextContent))
        .anyMatch(text -> text.contains("<script>alert('&\"</script>\ufffd\ufffd\ufffd"));
  }

  @Test
  void headingsTablesAndChartsCanBeReadAloud() throws Exception {
    Document document = parse(report(Language.ZH, Items.judgements()));

    assertThat(elements(document, "h1")).hasSize(1);
    assertThat(elements(document, "h2")).hasSizeGreaterThan(4);
    assertThat(elements(document, "table"))
        .isNotEmpty()
        .allSatisfy(table -> assertThat(table.getElementsByTagName("caption").getLength()).isOne());
    assertThat(elements(document, "th"))
        .allSatisfy(th -> assertThat(th.hasAttribute("scope")).isTrue());
    assertThat(elements(document, "svg"))
        .hasSize(3)
        .allSatisfy(svg -> {
          assertThat(svg.getAttribute("role")).isEqualTo("img");
          Element title = (Element) svg.getElementsByTagName("title").item(0);
          assertThat(title.getAttribute("id")).isEqualTo(svg.getAttribute("aria-labelledby"));
        });
  }

  @Test
  void judgementsStandGroupedByWhatToDoTheWorstFirst() throws Exception {
    Document document = parse(report(Language.EN, Items.judgements()));

    assertThat(elements(document, "h3").stream().map(Element::getTextContent))
        .containsExactly(
            "could not be read (1)",
            "store that the register lacks (1)",
            "undeclared (1)",
            "declared as another category (1)",
            "declared, but no purpose needs it (1)",
            "plaintext where the register wants ciphertext (1)",
            "declared and needed (2)");
    assertThat(document.getDocumentElement().getTextContent())
        .contains("shop.orders.passport", "no-permission", "secondary", "1,234");
  }

  @Test
  void theChangesSinceTheScanBeforeAreTold() throws Exception {
    Judgements judgements = Items.judgements();
    StringBuilder out = new StringBuilder();
    writer(Language.EN)
        .write(
            new HtmlReport.Content(
                judgements,
                "7",
                Optional.of(Drift.between(Holdings.inventory(), judgements.inventory())),
                Optional.empty()),
            out);

    assertThat(parse(out.toString()).getDocumentElement().getTextContent())
        .contains("first seen (may have been there): not-looked-at");
  }

  @Test
  void nothingFoundHasNoScoreAndSaysThatThisProvesNothing() throws Exception {
    Judgements nothing = new Judgements(Holdings.inventory(), List.of(), List.of());

    assertThat(parse(report(Language.EN, nothing)).getDocumentElement().getTextContent())
        .contains("no proof that nothing is there")
        .doesNotContain("/ 100");
  }

  private static HtmlReport writer(Language language) {
    return new HtmlReport(
        new Scoring(Items.levels(), Words.shipped()),
        Words.shipped(),
        type -> Label.same(type.name()),
        language);
  }

  private static String report(Language language, Judgements judgements) throws IOException {
    StringBuilder out = new StringBuilder();
    writer(language)
        .write(
            new HtmlReport.Content(
                judgements,
                "7",
                Optional.empty(),
                Optional.of(ShippedFacts.legalSet("online-shopping"))),
            out);
    return out.toString();
  }

  private static Document parse(String html)
      throws ParserConfigurationException, IOException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> elements(Document document, String tag) {
    NodeList found = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
