package dev.yinhu.piiscanner.redact.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.redact.Replacement;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever JSON or table goes in, the same shape comes out, without the values. */
final class FormsStayPropertyTest {
  private static final PiiEngine ENGINE =
      PiiEngine.standard(() -> Instant.parse("2026-11-22T00:00:00Z"));
  private static final List<String> VALUES =
      List.of("13688887777", "li.wei@shop-mail.cn", "4111111111111111", "11010519491231002X");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static String redacted(Mode mode, String text) throws IOException {
    var writer = new StringWriter();
    var out = new RedactedOut(writer, Replacement.byType());
    assertThat(mode.rewrite(new StringReader(text), ENGINE::scan, out)).isZero();
    out.finish();
    return writer.toString();
  }

  /** Texts with everything that needs quoting; some hold a value. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> odd =
        Arbitraries.strings().withChars("ab \"\\,;\t\r\n'{}[]:中文😀é").ofMaxLength(8);
    Arbitrary<String> value = Arbitraries.of(VALUES).map(text -> "：" + text + " ");
    return Arbitraries.oneOf(odd, odd.flatMap(text -> value.map(one -> text + one + text)));
  }

  @Provide
  Arbitrary<JsonNode> trees() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Arbitrary<JsonNode> leaf =
        Arbitraries.oneOf(
            texts().map(nodes::textNode),
            Arbitraries.integers().map(nodes::numberNode),
            Arbitraries.of(nodes.nullNode(), nodes.booleanNode(true)),
            Arbitraries.of(13688887777L).map(nodes::numberNode));
    return Arbitraries.lazyOf(
        () -> leaf,
        () -> leaf,
        () -> trees().list().ofMaxSize(3).map(all -> nodes.arrayNode().addAll(all)),
        () ->
            trees()
                .list()
                .ofMaxSize(3)
                .map(all -> {
                  var object = nodes.objectNode();
                  IntStream.range(0, all.size()).forEach(i -> object.set("k\"" + i, all.get(i)));
                  return object;
                }));
  }

  @Property(tries = 40)
  void redactedJsonHasTheSameShape(@ForAll("trees") JsonNode tree, @ForAll boolean pretty)
      throws Exception {
    String text =
        pretty
            ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree)
            : MAPPER.writeValueAsString(tree);

    String redacted = redacted(Mode.JSON, text);

    assertSameShape(tree, MAPPER.readTree(redacted));
    assertThat(redacted).doesNotContain(VALUES);
  }

  private static void assertSameShape(JsonNode before, JsonNode after) {
    assertThat(after.size()).isEqualTo(before.size());
    if (before.isContainerNode()) {
      assertThat(after.getNodeType()).isEqualTo(before.getNodeType());
      assertThat(after.fieldNames()).toIterable().containsExactlyElementsOf(before::fieldNames);
      for (int i = 0; i < before.size() && before.isArray(); i++) {
        assertSameShape(before.get(i), after.get(i));
      }
      before.properties().forEach(p -> assertSameShape(p.getValue(), after.path(p.getKey())));
    } else if (!ENGINE.scan(before.asText(), Hints.NONE).isEmpty()) {
      assertThat(after.isTextual()).isTrue();
    } else {
      assertThat(after).isEqualTo(before);
    }
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    return texts().list().ofSize(3).list().ofMinSize(1).ofMaxSize(6);
  }

  @Property(tries = 40)
  void aRedactedTableHasTheSameCells(
      @ForAll("tables") List<List<String>> rows, @ForAll boolean always) throws Exception {
    var text = new StringWriter();
    try (var writer =
        CsvWriter.builder()
            .quoteStrategy(always ? QuoteStrategies.ALWAYS : QuoteStrategies.REQUIRED)
            .build(text)) {
      writer.writeRecord("a", "b,", "c");
      rows.forEach(writer::writeRecord);
    }

    String redacted = redacted(Mode.TABLE, text.toString());

    List<List<String>> after =
        CsvReader.builder().skipEmptyLines(false).ofCsvRecord(redacted).stream()
            .map(CsvRecord::getFields)
            .skip(1)
            .toList();
    assertThat(after).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(after.get(i)).hasSize(3);
    }
    assertThat(redacted).doesNotContain(VALUES);
  }
}
