package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonBodyTest {

  private static ProblemException refusal(String json) {
    return refusal(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ProblemException refusal(byte[] json) {
    return catchThrowableOfType(
        ProblemException.class, () -> TestService.ORDER.read(Buffer.buffer(json)));
  }

  @Test
  void readsARecord() {
    var order =
        TestService.ORDER.read(
            Buffer.buffer("{\"title\":\"隐护 \\u0000\",\"items\":[{\"name\":\"a\",\"count\":2}]}"));

    assertThat(order.title()).isEqualTo("隐护 \0");
    assertThat(order.items()).containsExactly(new TestService.Item("a", 2));
    assertThat(order.urgent()).isNull();
  }

  static Stream<Arguments> wrongMembers() {
    return Stream.of(
        Arguments.of("{}", "/title", "expected it to be present"),
        Arguments.of("{\"title\":null,\"items\":[]}", "/title", "expected it to be present"),
        Arguments.of("{\"title\":7,\"items\":[]}", "/title", "expected text"),
        Arguments.of("{\"title\":true,\"items\":[]}", "/title", "expected text"),
        Arguments.of("{\"title\":[],\"items\":[]}", "/title", "expected text"),
        Arguments.of("{\"title\":\"t\",\"items\":{}}", "/items", "expected a list"),
        Arguments.of(
            "{\"title\":\"t\",\"items\":[null]}", "/items/0", "expected it not to be null"),
        Arguments.of("{\"title\":\"t\",\"items\":[5]}", "/items/0", "expected an object"),
        Arguments.of(
            "{\"title\":\"t\",\"items\":[{\"name\":\"a\",\"count\":\"3\"}]}",
            "/items/0/count",
            "expected a number"),
        Arguments.of(
            "{\"title\":\"t\",\"items\":[{\"name\":\"a\",\"count\":1.5}]}",
            "/items/0/count",
            "expected a number"),
        Arguments.of(
            "{\"title\":\"t\",\"items\":[{\"name\":\"a\",\"count\":99999999999}]}",
            "/items/0/count",
            "expected a number within the range of this member"),
        Arguments.of(
            "{\"title\":\"t\",\"items\":[{\"count\":1}]}",
            "/items/0/name",
            "expected it to be present"),
        Arguments.of(
            "{\"title\":\"t\",\"items\":[],\"urgent\":\"true\"}",
            "/urgent",
            "expected true or false"),
        Arguments.of(
            "{\"title\":\"t\",\"items\":[{\"name\":\"a\",\"count\":1,\"13800138000\":1}]}",
            "/items/0",
            "has a member that is not known here; known are count, name"),
        Arguments.of("[]", "", "expected an object"),
        Arguments.of("\"x\"", "", "expected an object"),
        Arguments.of("null", "", "expected an object"));
  }

  @ParameterizedTest
  @MethodSource("wrongMembers")
  void saysWhereAndWhatWasExpected(String json, String pointer, String detail) {
    var refusal = refusal(json);

    assertThat(refusal.problem()).isEqualTo(Problem.INVALID_REQUEST);
    assertThat(refusal.errors()).containsExactly(new ProblemException.At(pointer, detail));
  }

  @ParameterizedTest
  @MethodSource("brokenJson")
  void whatIsNotJsonIsRefused(String json) {
    assertThat(refusal(json).problem()).isEqualTo(Problem.MALFORMED_JSON);
  }

  static Stream<String> brokenJson() {
    return Stream.of(
        "{",
        "{\"title\":}",
        "{'title':'t'}",
        "{\"title\":\"t\",\"items\":[],}",
        "{\"title\":\"t\",\"items\":[]} x",
        "{\"title\":\"t\",\"title\":\"u\",\"items\":[]}",
        "{\"title\":\"a\nb\",\"items\":[]}",
        "{\"title\":NaN}",
        "// comment\n{}");
  }

  @Test
  void anEmptyBodyOrSecondDocumentIsRefused() {
    assertThat(refusal("")).isNotNull();
    assertThat(refusal("{\"title\":\"t\",\"items\":[]}{}")).isNotNull();
  }

  @Test
  void invalidUtf8IsRefused() {
    assertThat(refusal(new byte[] {'{', '"', (byte) 0xC3, '(', '"', ':', '1', '}'}).problem())
        .isEqualTo(Problem.MALFORMED_JSON);
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(refusal("{\"items\":" + "[".repeat(100_000))).isNotNull();
  }

  @Test
  void aRefusalNeverRepeatsWhatItFound() {
    for (String json :
        new String[] {
          "{\"title\":13800138000,\"items\":[]}",
          "{\"13800138000\":1}",
          "{\"title\":\"t\",\"items\":\"13800138000\"}",
          "{\"title\":13800138000x}",
          "{\"13800138000\":1,\"13800138000\":2}",
          "{\"title\":\"t\",\"items\":[{\"name\":\"a\",\"count\":13800138000}]}"
        }) {
      var refusal = refusal(json);

      assertThat(refusal.detail()).doesNotContain("13800138000");
      assertThat(refusal.errors().toString()).doesNotContain("13800138000");
    }
  }
}
