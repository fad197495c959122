package dev.yinhu.piiscanner.source;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.List;

final class FileReadingFuzzTest {
  private static final List<String> NAMES =
      List.of("a.txt", "a.csv", "a.json", "a.jsonl", "a.xml", "a.gz", "a.zip", "a.tar", "a.eml");

  /** Whatever the bytes: nothing is thrown, there is an end, own parts lie within their texts. */
  @FuzzTest
  void anyBytesAreReadToTheirEnd(FuzzedDataProvider data) {
    String name = data.pickValue(NAMES);
    byte[] bytes = data.consumeRemainingAsBytes();
    new FileReading(new Bounds(3, 100, 1 << 20, 100), List.of())
        .stream(
            name,
            new ByteArrayInputStream(bytes),
            new Watcher() {
              @Override
              public void passage(String source, Passage passage) {
                if (passage.ownFrom() < 0
                    || passage.ownFrom() > passage.ownTo()
                    || passage.ownTo() > passage.text().length()) {
                  throw new AssertionError("own part outside of " + passage);
                }
                passage.origin().at(passage.text(), passage.ownFrom(), 0);
              }

              @Override
              public void happened(Happening happening) {
                if (happening.source().isEmpty()) {
                  throw new AssertionError("no source");
                }
              }

              @Override
              public void advanced(long more) {
                if (more <= 0) {
                  throw new AssertionError("nothing read");
                }
              }
            });
  }
}
