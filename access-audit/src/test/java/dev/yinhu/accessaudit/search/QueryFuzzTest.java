package dev.yinhu.accessaudit.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.MultiReader;

class QueryFuzzTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Known NOTHING =
      new Known() {
        @Override
        public Optional<String> reference(SubjectId subject) {
          return Optional.empty();
        }

        @Override
        public List<CategoryFields> fields(CategoryKey category) {
          return List.of();
        }
      };

  @FuzzTest(maxDuration = "20s")
  void queriesAreReadAndCanBeAskedOrAreRefusedWithinTheText(FuzzedDataProvider data)
      throws IOException {
    String text = data.consumeRemainingAsString();
    try {
      Filter filter = NOTHING.resolve(QueryParser.parse(text, ZONE));
      try (ReasonAnalyzer analyzer = new ReasonAnalyzer();
          MultiReader none = new MultiReader()) {
        assertThat(new LuceneQueries(analyzer, none).of(filter)).isNotNull();
      }
    } catch (QueryRefused e) {
      assertThat(e.column()).isBetween(1, text.codePointCount(0, text.length()) + 1);
    }
  }
}
