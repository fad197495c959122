package dev.yinhu.accessaudit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.SubjectId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a query can say is read as the same when it was written down and is read again. */
class FilterTextPropertyTest {
  private static final int DEPTH = 3;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String BLANKS_QUOTES_AND_PARENTHESES = "[\\s\\p{Z}\"“”()（）*]";

  @Property(tries = 2_000)
  void whatIsWrittenIsReadAsTheSame(@ForAll("filters") Filter filter) {
    String text = FilterText.of(filter);
    Assume.that(text.codePointCount(0, text.length()) <= QueryParser.MAX_LENGTH);
    assertThat(QueryParser.parse(text, ZONE)).as(text).isEqualTo(filter);
  }

  @Provide
  Arbitrary<Filter> filters() {
    Arbitrary<Filter> filters = Arbitraries.oneOf(attributes(), others());
    for (int depth = 0; depth < DEPTH; depth++) {
      Arbitrary<Filter> parts = filters;
      Arbitrary<List<Filter>> several = parts.list().ofMinSize(2).ofMaxSize(3);
      filters =
          Arbitraries.oneOf(
              parts,
              parts.map(Filter.Not::new),
              several.map(Filter.All::new),
              several.map(Filter.Any::new));
    }
    return filters;
  }

  private static Arbitrary<Filter> attributes() {
    Arbitrary<Attribute> attribute =
        Arbitraries.of(Attribute.class)
            .filter(each ->
                each != Attribute.REGISTER
                    && each != Attribute.DRILL
                    && each != Attribute.KIND
                    && each != Attribute.REF);
    return Combinators.combine(attribute, texts(), Arbitraries.of(true, false))
        .as((of, text, prefix) -> prefix ? new Filter.Begins(of, text) : new Filter.Has(of, text));
  }

  private static Arbitrary<Filter> others() {
    Arbitrary<String> said = texts().filter(FilterTextPropertyTest::saysSomething);
    Arbitrary<Instant> times =
        Arbitraries.longs()
            .between(
                Instant.parse("0000-01-01T00:00:00Z").toEpochMilli(),
                Instant.parse("9999-12-31T23:59:59Z").toEpochMilli())
            .map(Instant::ofEpochMilli);
    return Arbitraries.oneOf(
        said.filter(text -> !text.matches("(?s).*" + BLANKS_QUOTES_AND_PARENTHESES + ".*"))
            .map(text -> new Filter.Says(text, Filter.Says.How.WORDS)),
        said.map(text -> new Filter.Says(text, Filter.Says.How.EXACTLY)),
        said.map(text -> new Filter.Says(text, Filter.Says.How.BEGINNING)),
        times.map(Filter.Since::new),
        times.map(Filter.Before::new),
        Arbitraries.longs().map(n -> new Filter.Has(Attribute.REGISTER, Long.toString(n))),
        Arbitraries.just(new Filter.Has(Attribute.DRILL, "yes")),
        Arbitraries.of("", "a", "rea", "unknown")
            .map(kind -> new Filter.Begins(Attribute.KIND, kind)),
        Arbitraries.of("access", "admin", "reading", "unknown")
            .map(kind -> new Filter.Has(Attribute.KIND, kind)),
        Arbitraries.of("DykNIDvUCOjP0CahGrdKwQ", "-_AAAAAAAAAAAAAAAAAAAA")
            .map(ref -> new Filter.Has(Attribute.REF, ref)),
        Arbitraries.of("u-1", "a \"b\\", "张三 “三”")
            .map(id -> new Filter.OfSubject(new SubjectId(id))),
        Arbitraries.of("user.contact", "user.name")
            .map(key -> new Filter.InCategory(new CategoryKey(key))));
  }

  private static boolean saysSomething(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** Also words of the language and what has a meaning in it. */
  private static Arbitrary<String> texts() {
    Arbitrary<Character> meaning =
        Arbitraries.of("\"\\“”:：-*()（） \t　'".chars().mapToObj(c -> (char) c).toList());
    return Arbitraries.oneOf(
        Arbitraries.of("AND", "OR", "NOT", "-a", "a:b", "caller:x", "退款", "a*", "\\", "𠮷"),
        Arbitraries.strings().withChars("aB9-退款").ofMinLength(1).ofMaxLength(8),
        Arbitraries.oneOf(meaning, Arbitraries.chars().range('a', 'e'))
            .list()
            .ofMinSize(1)
            .ofMaxSize(8)
            .map(FilterTextPropertyTest::joined));
  }

  private static String joined(List<Character> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }
}
