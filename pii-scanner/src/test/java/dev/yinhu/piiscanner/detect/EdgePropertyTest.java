package dev.yinhu.piiscanner.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.rule.Boundary;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EdgePropertyTest {
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("a7F.:,-_@/\\* 中。\"=<>】").ofMaxLength(9);
  }

  @Property
  void anEdgeAllowsWhatItsBoundariesAllow(
      @ForAll List<Boundary> bounds, @ForAll("texts") String text) {
    char[] chars = text.toCharArray();
    Edge before = Edge.before(bounds);
    Edge after = Edge.after(bounds);

    for (int place = 0; place <= chars.length; place++) {
      int at = place;
      assertThat(before.allows(chars, at, chars.length))
          .isEqualTo(bounds.stream().allMatch(b -> b.allowsBefore(chars, at)));
      assertThat(after.allows(chars, at, chars.length))
          .isEqualTo(bounds.stream().allMatch(b -> b.allowsAfter(chars, at, chars.length)));
    }
  }
}
