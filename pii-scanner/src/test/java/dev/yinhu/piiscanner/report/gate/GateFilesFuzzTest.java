package dev.yinhu.piiscanner.report.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.piiscanner.necessity.CategoriesReader;
import dev.yinhu.piiscanner.necessity.LegalSetReader;
import dev.yinhu.piiscanner.necessity.ProfileReader;

class GateFilesFuzzTest {
  @FuzzTest(maxDuration = "20s")
  void noFileMakesAReaderThrow(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();

    assertThat(GateFiles.baseline("f", text).problems()).isNotNull();
    assertThat(GateFiles.suppressions("f", text).problems()).isNotNull();
    assertThat(CategoriesReader.read("f", text).problems()).isNotNull();
    assertThat(ProfileReader.read("f", text).problems()).isNotNull();
    assertThat(LegalSetReader.read("f", text).problems()).isNotNull();
  }
}
