package dev.yinhu.notices.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonPointer;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.LateWord;
import dev.yinhu.notices.Sending;
import dev.yinhu.notices.TestNotices;
import dev.yinhu.notices.channel.ResultCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CallBackReaderTest {
  private static final String SECRET = "not-a-secret";
  private static final long NOW = TestNotices.START.getEpochSecond();

  private final CallBackReader reader;

  CallBackReaderTest() throws Exception {
    Path file = Files.createTempFile("call-back", "secret");
    Files.writeString(file, SECRET + "\n");
    reader =
        CallBackReader.open(
            new CallBackSettings(
                ChannelKind.SMS,
                file,
                "x-signature",
                "x-timestamp",
                Duration.ofMinutes(5),
                Optional.of(JsonPointer.compile("/ref")),
                Optional.of(JsonPointer.compile("/id")),
                JsonPointer.compile("/state"),
                Set.of("DELIVRD"),
                Set.of("UNDELIV")),
            () -> TestNotices.START);
    Files.delete(file);
  }

  private CallBack read(long at, byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    mac.update((at + ".").getBytes(StandardCharsets.US_ASCII));
    Map<String, String> headers =
        Map.of(
            "x-timestamp",
            Long.toString(at),
            "x-signature",
            HexFormat.of().formatHex(mac.doFinal(body)));
    return reader.read(name -> Optional.ofNullable(headers.get(name)), body);
  }

  private CallBack read(long at, String body) throws Exception {
    return read(at, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aSignedListIsReadInOrder() throws Exception {
    String ours = Sending.id("a/1").toString();
    assertThat(
            read(
                NOW,
                "[{\"ref\":\"%s\",\"state\":\"DELIVRD\"},{\"id\":\"g-1\",\"state\":\"UNDELIV\"},{\"id\":\"g-2\"}]"
                    .formatted(ours)))
        .isEqualTo(
            new CallBack.Said(
                java.util.List.of(
                    word(new LateWord.About.Ours(Sending.id("a/1")), LateWord.Verdict.ARRIVED),
                    word(theirs("g-1"), LateWord.Verdict.RETURNED),
                    word(theirs("g-2"), LateWord.Verdict.UNDERWAY))));
  }

  private static LateWord.About theirs(String id) {
    return new LateWord.About.Theirs(ChannelKind.SMS, id);
  }

  private static LateWord word(LateWord.About about, LateWord.Verdict verdict) {
    return new LateWord(about, verdict, new ResultCode("told"));
  }

  @Test
  void withoutSignatureNothingIsParsed() {
    byte[] body = "{".getBytes(StandardCharsets.UTF_8);
    assertThat(reader.read(_ -> Optional.empty(), body)).isEqualTo(new CallBack.NotSigned());
    Map<String, String> wrong = Map.of("x-timestamp", Long.toString(NOW), "x-signature", "00");
    assertThat(reader.read(name -> Optional.ofNullable(wrong.get(name)), body))
        .isEqualTo(new CallBack.NotSigned());
  }

  @Test
  void oldOnesAreNotTakenAgain() throws Exception {
    assertThat(read(NOW - 301, "{}")).isEqualTo(new CallBack.OutsideWindow());
    assertThat(read(NOW + 301, "{}")).isEqualTo(new CallBack.OutsideWindow());
    assertThat(read(NOW - 300, "{}")).isEqualTo(new CallBack.NotUnderstood());
  }

  /** Whatever is signed, the answer is one of the four. */
  @FuzzTest(maxDuration = "10s")
  void anyBodyIsReadOrNotUnderstood(FuzzedDataProvider data) throws Exception {
    CallBack read = read(NOW, data.consumeRemainingAsBytes());
    if (read instanceof CallBack.Said(var words)) {
      assertThat(words).hasSizeLessThanOrEqualTo(1_000);
    } else {
      assertThat(read).isEqualTo(new CallBack.NotUnderstood());
    }
  }
}
