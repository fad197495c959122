package dev.yinhu.accessaudit.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.search.Filter.Says.How;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.SubjectId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParserTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static Filter parse(String text) {
    return QueryParser.parse(text, ZONE);
  }

  private static Filter caller(String name) {
    return new Filter.Has(Attribute.CALLER, name);
  }

  @Test
  void aBlankQueryWantsEverything() {
    assertThat(parse("")).isEqualTo(new Filter.Every());
    assertThat(parse(" \t　")).isEqualTo(new Filter.Every());
  }

  @Test
  void everyKindOfConditionIsRead() {
    assertThat(parse("caller:order-service")).isEqualTo(caller("order-service"));
    assertThat(parse("subject:u-1")).isEqualTo(new Filter.OfSubject(new SubjectId("u-1")));
    assertThat(parse("category:user.contact"))
        .isEqualTo(new Filter.InCategory(new CategoryKey("user.contact")));
    assertThat(parse("field:shop.users.*"))
        .isEqualTo(new Filter.Begins(Attribute.FIELD, "shop.users."));
    assertThat(parse("kind:*")).isEqualTo(new Filter.Begins(Attribute.KIND, ""));
    assertThat(QueryParser.condition("kind", "*", ZONE))
        .isEqualTo(new Filter.Begins(Attribute.KIND, ""));
    assertThat(parse("kind:rea*")).isEqualTo(new Filter.Begins(Attribute.KIND, "rea"));
    for (String kind : List.of("access", "admin", "reading", "unknown")) {
      assertThat(parse("kind:" + kind)).isEqualTo(new Filter.Has(Attribute.KIND, kind));
    }
    assertThat(parse("drill:yes")).isEqualTo(new Filter.Has(Attribute.DRILL, "yes"));
    assertThat(parse("ref:DykNIDvUCOjP0CahGrdKwQ"))
        .isEqualTo(new Filter.Has(Attribute.REF, "DykNIDvUCOjP0CahGrdKwQ"));
    assertThat(parse("register:007")).isEqualTo(new Filter.Has(Attribute.REGISTER, "7"));
    assertThat(parse("from:2026-06-01"))
        .isEqualTo(new Filter.Since(Instant.parse("2026-05-31T16:00:00Z")));
    assertThat(parse("to:2026-06-01"))
        .isEqualTo(new Filter.Before(Instant.parse("2026-06-01T16:00:00Z")));
    assertThat(parse("from:2026-06-01T12:00:00+08:00"))
        .isEqualTo(new Filter.Since(Instant.parse("2026-06-01T04:00:00Z")));
    assertThat(parse("reason:\"a b\"")).isEqualTo(new Filter.Says("a b", How.EXACTLY));
    assertThat(parse("退款")).isEqualTo(new Filter.Says("退款", How.WORDS));
    assertThat(parse("refun*")).isEqualTo(new Filter.Says("refun", How.BEGINNING));
  }

  @Test
  void andBindsTighterThanOrAndMayBeLeftOut() {
    assertThat(parse("caller:a OR caller:b caller:c"))
        .isEqualTo(
            new Filter.Any(
                List.of(caller("a"), new Filter.All(List.of(caller("b"), caller("c"))))));
    assertThat(parse("(caller:a OR caller:b) AND NOT caller:c"))
        .isEqualTo(
            new Filter.All(
                List.of(
                    new Filter.Any(List.of(caller("a"), caller("b"))),
                    new Filter.Not(caller("c")))));
    assertThat(parse("-caller:a")).isEqualTo(new Filter.Not(caller("a")));
    assertThat(parse("-(caller:a)")).isEqualTo(new Filter.Not(caller("a")));
    assertThat(parse("agent-7")).isEqualTo(new Filter.Says("agent-7", How.WORDS));
  }

  @Test
  void signsOfChineseInputMethodsCountAsTheirAsciiForms() {
    assertThat(parse("（caller：a　OR　caller:b）“退 款”"))
        .isEqualTo(
            new Filter.All(
                List.of(
                    new Filter.Any(List.of(caller("a"), caller("b"))),
                    new Filter.Says("退 款", How.EXACTLY))));
  }

  @Test
  void quotesTakeAnythingAndBackslashesProtectThem() {
    assertThat(parse("\"a\\\"b\\\\ (AND) c:d\""))
        .isEqualTo(new Filter.Says("a\"b\\ (AND) c:d", How.EXACTLY));
    assertThat(parse("caller:\"AND\"")).isEqualTo(caller("AND"));
    assertThat(parse("caller:AND")).isEqualTo(caller("AND"));
    assertThat(parse("\"AND\"")).isEqualTo(new Filter.Says("AND", How.EXACTLY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "caller:|8|a value",
        "caller: a|8|right after the colon",
        "who:a|1|one of subject:",
        "a who:b|3|one of subject:",
        "退款 who:b|4|one of subject:",
        "𠀀 who:b|3|one of subject:",
        "(a OR b|8|')' for the '(' of column 1",
        "a)|2|no ')' without",
        "a OR|5|a condition",
        "AND a|1|a condition",
        "a AND OR b|7|a condition",
        "NOT|4|a condition",
        "\"abc|5|the quote that ends the text of column 1",
        "\"a\\b\"|4|a quote or a backslash",
        "\"a\"b|4|a blank after the quoted text",
        "\"\"|1|at least one character",
        "re*f|4|a blank after the asterisk",
        "*|1|a word before the asterisk; a query that is left out finds every entry",
        "a \"\"*|3|a word before the asterisk; a query that is left out finds every entry",
        "!!!|1|a text with letters or digits: other signs are not looked for",
        "退款 😀|4|a text with letters or digits: other signs are not looked for",
        "from:yesterday|6|a time such as",
        "from:2026-13-01|6|a time such as",
        "from:2026-06-01T12:00|6|a time such as",
        "from:+999999999-01-01|6|a time such as",
        "register:x|10|the number",
        "ref:ab*|5|without asterisk",
        "subject:ab*|9|without asterisk",
        "kind:acess|6|access, admin, reading, unknown",
        "a kind:x*|8|access, admin, reading, unknown",
        "a NOT drill:no|13|yes; NOT drill:yes finds",
        "drill:y*|7|without asterisk",
        "kind:\"\"|6|at least one character",
        "ref:DykNIDvUCOjP0CahGrdKw|5|reference",
        "NOT ref:DykNIDvUCOjP0CahGrdKwB|9|reference",
        "category:a..b|10|the key of a data category",
        "()|2|a condition",
      })
  void whatCannotBeReadIsToldByColumn(String query, int column, String expected) {
    assertThatThrownBy(() -> parse(query))
        .isInstanceOfSatisfying(
            QueryRefused.class,
            refused -> {
              assertThat(refused.expected()).contains(expected);
              assertThat(refused.column()).isEqualTo(column);
            });
  }

  @Test
  void endlessQueriesAreRefused() {
    assertThatThrownBy(() -> parse("a".repeat(1_001))).isInstanceOf(QueryRefused.class);
    assertThatThrownBy(() -> parse("(".repeat(17) + "a")).hasMessageContaining("at most 16");
    assertThatThrownBy(() -> parse("NOT ".repeat(17) + "a")).hasMessageContaining("at most 16");
    assertThatThrownBy(() -> parse("a ".repeat(65))).hasMessageContaining("at most 64");
    assertThat(parse("𠀀".repeat(1_000))).isInstanceOf(Filter.Says.class);
  }

  @Test
  void neitherIdsNorTextsStandInToString() {
    String query = "subject:u-1 reason:退款 NOT \"secret\"";
    assertThat(parse(query).toString()).doesNotContain("u-1", "退款", "secret");
    assertThatThrownBy(() -> parse("subject:u-1 who:secret"))
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("u-1", "secret");
  }
}
