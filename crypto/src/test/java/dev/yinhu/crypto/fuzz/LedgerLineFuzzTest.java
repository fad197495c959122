package dev.yinhu.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.crypto.epoch.LedgerLine;
import java.nio.charset.StandardCharsets;

/** Whatever stands in the ledger: the one line that is written so, or none. */
class LedgerLineFuzzTest {
  @FuzzTest(maxDuration = "20s")
  void anyTextIsALineThatIsWrittenSoOrNone(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);

    LedgerLine.parse(text).ifPresent(line -> assertThat(line.text()).isEqualTo(text));
  }
}
