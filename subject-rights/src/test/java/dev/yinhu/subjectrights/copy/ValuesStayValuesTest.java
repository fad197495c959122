package dev.yinhu.subjectrights.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesStayValuesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u3000=1", "＝1"})
  void aCellThatBeginsAFormulaBecomesText(String hostile) throws IOException {
    assertThat(written(List.of(hostile))).isEqualTo("\uFEFF\"'" + hostile + "\"\r\n");
  }

  @Test
  void quotesSeparatorsAndLinesStayInTheirCell() throws IOException {
    assertThat(written(List.of("a\",=1", "b\nc", "张三", "")))
        .isEqualTo("\uFEFF\"a\"\",=1\",\"b\nc\",\"张三\",\"\"\r\n");
  }

  @Test
  void aValueOpensNoTagAndEndsNoAttribute() {
    assertThat(HtmlText.of("\"><script>alert('1')</script>&amp;\u0000张三"))
        .isEqualTo("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;\uFFFD张三");
  }

  private static String written(List<String> cells) throws IOException {
    var to = new StringWriter();
    new CsvRows(to).row(cells);
    return to.toString();
  }
}
