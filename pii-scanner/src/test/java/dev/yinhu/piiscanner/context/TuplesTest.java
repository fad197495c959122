package dev.yinhu.piiscanner.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TuplesTest {
  private static final String VALUE = "7654321";

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# id, qq\nrows = [(1, '1'), (2, '7654321')]",
        "// id, qq\nObject[][] rows = {{1, \"1\"}, {2, \"7654321\"}};",
        "-- id, qq\n(1, 'x'),\n(2, '7654321')",
        "/* id | qq */\n[2, 7654321]",
        "rows = [  # columns: id, qq\n  (2, 7654321),\n]",
        "columns = [\"id\", \"qq\"]\nrows = [[1, 2], [2, 7654321]]",
        "{\"columns\":[\"id\",\"qq\"],\"data\":[[1,2],[2,7654321]]}",
        "FIELD_NAMES = ('id', 'qq',)\ndata = [\n  (\n    2,\n    '7654321',\n  ),\n]",
        "[[\"id\",\"qq\"],[\"a\",\"1\"],[\"b\",\"7654321\"]]",
        "# it's id\n# id, qq\nx = (2, 7654321)",
        "create table t (\n `id` int,\n `qq` decimal(10, 2) default 1,\n primary key (`id`)\n);\n"
            + "insert into t values (1, 2), (2, '7654321');"
      })
  void aValueIsNamedByTheSamePlaceOfAList(String text) {
    assertThat(names(text)).containsExactly("qq");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# id, name, qq\nrows = [(1, 7654321)]",
        "# id, qq\nfoo(7654321)",
        "rows = [(1, 2), (2, 7654321)]",
        "words = [\"id\", \"qq\", \"x\"]\nf([2, 1, 7654321], [])",
        "# id, qq\nrows = [(1, [2, 3], 4, 7654321)]",
        "# id, qq (2, 7654321)",
        "create table t (id int, qq int); insert into t (a, b) values (1, 7654321"
      })
  void otherValuesAreNot(String text) {
    assertThat(names(text)).doesNotContain("qq");
  }

  @Test
  void namesAreForgottenWhenTheyLieFarBehind() {
    String rows = "(1, 2),\n".repeat(100);
    assertThat(names("# id, qq\n" + rows + "(2, 7654321)")).containsExactly("qq");
    assertThat(names("# id, qq\n" + "x".repeat(5_000) + "\n(2, 7654321)")).isEmpty();
  }

  /** Two million characters of brackets, quotes and marks, a value every few: each costs little. */
  @ParameterizedTest
  @ValueSource(strings = {"(1234567,", "# a, b\n(1,", "['x','y'],", "columns=(a,b)(1,2"})
  void nestsTakeLinearTime(String piece) {
    String text = "# id, qq\n" + piece.repeat(2_000_000 / piece.length());
    Layout<String> layout = layout(text);
    int named = 0;
    for (int start = 12; start < text.length(); start += piece.length()) {
      named += namesOf(layout, start).size();
    }
    assertThat(named).isLessThanOrEqualTo(text.length());
  }

  @Property(tries = 500)
  void everyPlaceOfEveryTextIsBorne(
      @ForAll
          @Chars({
            'a', '1', ',', '"', '\'', '(', ')', '[', ']', '{', '=', '#', '/', '-', '\n', '\\'
          })
          String text) {
    String all = "# a, b\ncols = ['a','b']" + text;
    Layout<String> layout = layout(all);
    for (int start = 0; start < all.length(); start++) {
      assertThat(namesOf(layout, start)).hasSizeLessThanOrEqualTo(2);
    }
  }
}
