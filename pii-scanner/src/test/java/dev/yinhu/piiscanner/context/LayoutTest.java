package dev.yinhu.piiscanner.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
  private static final String VALUE = "13800138000";

  private static List<String> names(String text) {
    return namesOf(layout(text), text.indexOf(VALUE));
  }

  private static Layout<String> layout(String text) {
    return new Layout<>(
        text.toCharArray(), text.length(), (chars, from, to) -> new String(chars, from, to - from));
  }

  private static List<String> namesOf(Layout<String> layout, int start) {
    layout.goTo(start);
    return Stream.of(Optional.ofNullable(layout.nearest()), Optional.ofNullable(layout.further()))
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void placesAreAskedForFromLeftToRight() {
    Layout<String> layout = layout("a=1&phone=13800138000");
    layout.goTo(10);
    assertThatThrownBy(() -> layout.goTo(2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCopyNamesItsColumnsAlsoWhenTheFirstRowLooksLikeAHeader() {
    assertThat(names("COPY users (name, phone) FROM stdin;\nann\tx\nbob\t13800138000"))
        .first()
        .isEqualTo("phone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phone=13800138000",
        "a=1&phone=13800138000",
        "phone: 13800138000",
        "{\"id\":1,\"phone\":\"13800138000\"}",
        "{\"phone\" : \"13800138000\"}",
        "body={\\\"phone\\\":\\\"13800138000\\\"}",
        "{'phone': '13800138000'}",
        "phone => 13800138000",
        "<phone>13800138000</phone>",
        "<phone type=\"m\">13800138000</phone>",
        "<phone><![CDATA[13800138000]]></phone>",
        "<user phone=\"13800138000\"/>",
        "where phone='13800138000'",
        "\"phone\":[\"13800138000\"]",
        "id,phone,city\n1,13800138000,x",
        "id\tphone\n1\t13800138000",
        "\"id\",\"phone\"\n\"a,b\",\"13800138000\"",
        "| id | phone |\n|---|:--:|\n| 1 | 13800138000 |",
        "+----+-------+\n| id | phone |\n+----+-------+\n| 1  | 13800138000 |\n+----+",
        "│ id │ phone │\n├────┼───────┤\n│ 1 │ 13800138000 │",
        "title\n\nid;phone\n1;2\n2;13800138000",
        "insert into t (id, `phone`) values (1, '13800138000')",
        "INSERT INTO t(id,phone,c) VALUES (1,'it''s, (x)',2),\n(2,'13800138000',3);",
        "COPY public.users (id, phone) FROM stdin;\n1\t13800138000",
        "<table><tr><th>id</th><th>phone</th></tr><tr><td>1</td><td>13800138000</td></tr>"
      })
  void aValueStandsUnderItsName(String text) {
    assertThat(names(text)).first().isEqualTo("phone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13800138000",
        "call 13800138000 now",
        "</phone>13800138000",
        "phone,13800138000",
        "1,13800138000\n2,13900139000",
        "1,2,3\nid,phone\n9 13800138000",
        "values (1, '13800138000')"
      })
  void otherValuesStandUnderNone(String text) {
    assertThat(names(text)).isEmpty();
  }

  @Test
  void pairsInATableAreNamedByTheirLeftCell() {
    assertThat(names("| 字段 | 值 |\n|---|---|\n| 手机号 | 13800138000 |")).contains("手机号");
  }

  @Test
  void lateRowsAreNamedToo() {
    String rows = "1,x\n".repeat(50_000);
    String text = "id,phone\n" + rows + "2,13800138000\n";
    assertThat(names(text)).containsExactly("phone");
  }

  /** Five million characters in one line, a value every ten: each must cost little. */
  @Test
  void oneLongLineTakesLinearTime() {
    String text = "a,1234567,".repeat(500_000);
    Layout<String> layout = layout(text);
    for (int start = 2; start < text.length(); start += 10) {
      assertThat(namesOf(layout, start)).isEmpty();
    }
  }

  @Property(tries = 300)
  void everyPlaceOfEveryTextIsBorne(
      @ForAll @Chars({'a', '1', ',', '|', '"', '\'', '(', ')', '<', '>', '=', ':', '\n', '\\'})
          String text) {
    String all = "insert into t (a,b) values " + text;
    Layout<String> layout = layout(all);
    for (int start = 0; start < all.length(); start++) {
      assertThat(namesOf(layout, start)).hasSizeLessThanOrEqualTo(2);
    }
  }
}
