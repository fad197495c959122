package dev.yinhu.accessaudit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;

/** Files of any content are told apart from a log; nothing but findings comes out. */
class VerifierFuzzTest {
  private static final LogFiles LOG = LogFiles.ofSize(600);

  @FuzzTest(maxDuration = "20s")
  void anyFileGivesFindingsOrIsTheOneThatWasThere(FuzzedDataProvider data) {
    List<String> names =
        List.of(
            "checkpoint",
            "manifest.json",
            "manifest.sha256",
            "tile/entries/000",
            "tile/entries/002.p/88",
            "tile/0/001",
            "tile/1/000.p/2");
    String name = data.pickValue(names);
    byte[] content = data.consumeRemainingAsBytes();
    LogSource source =
        (asked, maxBytes) ->
            Optional.ofNullable(asked.equals(name) ? content : LOG.files().get(asked));

    Verdict verdict = Verifier.verify(source, LogFiles.trust());

    boolean same = java.util.Arrays.equals(content, LOG.files().get(name));
    assertThat(verdict.clean()).isEqualTo(same);
  }

  @FuzzTest(maxDuration = "10s")
  void aManifestIsReadOrRefused(byte[] bytes) {
    try {
      assertThat(Manifest.parse(bytes).kind()).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
