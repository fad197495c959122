package dev.yinhu.piiscanner.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.source.RecordReader.BrokenLine;
import dev.yinhu.piiscanner.source.RecordReader.TextRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecordReaderTest {

  private static List<RecordReader.Line> read(byte[] file) throws IOException {
    var reader = new RecordReader(new ByteArrayInputStream(file), "text", "id");
    List<RecordReader.Line> lines = new ArrayList<>();
    for (Optional<RecordReader.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
      lines.add(line.get());
    }
    return lines;
  }

  private static List<RecordReader.Line> read(String file) throws IOException {
    return read(file.getBytes(StandardCharsets.UTF_8));
  }

  private static String idOf(RecordReader.Line line) {
    return ((TextRecord) line).id().toString();
  }

  @Test
  void recordsComeInTheOrderOfTheFileWithTheNumbersOfTheirLines() throws IOException {
    String first = "{\"id\":\"a\",\"text\":\"\\u5f20三\"}";
    String second = "{\"text\":\"𠮷\",\"more\":[{}],\"id\":2}";

    var lines = read(first + "\r\n\n  \n" + second);

    assertThat(lines).hasSize(2);
    assertThat(((TextRecord) lines.get(0)).text()).isEqualTo("张三");
    assertThat(((TextRecord) lines.get(0)).line()).isEqualTo(1);
    assertThat(((TextRecord) lines.get(1)).text()).isEqualTo("𠮷");
    assertThat(((TextRecord) lines.get(1)).line()).isEqualTo(4);
  }

  @Test
  void idsKeepTheTypeThatTheyHaveInJson() throws IOException {
    var lines =
        read(
            """
            {"id":12345678901234567890,"text":""}
            {"id":"7","text":""}
            {"id":1.50,"text":""}
            {"id":null,"text":""}
            {"id":{"a":[1]},"text":""}
            {"id":true,"text":""}
            {"text":""}
            """);

    assertThat(lines)
        .extracting(RecordReaderTest::idOf)
        .containsExactly(
            "12345678901234567890", "\"7\"", "1.50", "null", "{\"a\":[1]}", "true", "null");
  }

  @Test
  void linesThatAreNoRecordsAreToldAndTheOthersGoOn() throws IOException {
    byte[] notUtf8 = "{\"id\":1,\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    notUtf8[16] = (byte) 0xff;
    String start =
        """
        {"id":1,"text":"a
        [1]
        "text"
        {"id":1}
        {"id":1,"text":5}
        {"id":1,"text":"a"} {"id":2,"text":"b"}
        """;

    var lines = read(start);

    assertThat(lines).hasSize(6).allMatch(BrokenLine.class::isInstance);
    assertThat(lines.get(3)).isEqualTo(new BrokenLine(4, "its field text is no text"));
    assertThat(lines.get(5))
        .isEqualTo(new BrokenLine(6, "something stands behind the JSON object"));
    assertThat(read(notUtf8)).singleElement().isInstanceOf(BrokenLine.class);
  }

  @Test
  void whatIsWrongIsToldWithoutWhatTheLineHolds() throws IOException {
    for (RecordReader.Line line : read("{\"text\":\"13812345678\nsecretword\n{secretword")) {
      assertThat(line.toString()).doesNotContain("138", "secretword");
    }
    assertThat(read("{\"text\":\"13812345678\"}").toString()).doesNotContain("138");
  }

  @Test
  void aLineOfMoreThanTheBoundIsLeftOutAndTheNextOneIsRead() throws IOException {
    String longText = "x".repeat(RecordReader.LONGEST_LINE);

    var lines = read("{\"text\":\"" + longText + "\"}\n{\"id\":2,\"text\":\"b\"}\n");

    assertThat(lines.get(0)).isEqualTo(new BrokenLine(1, "it is longer than 16 MiB"));
    assertThat(lines.get(1)).isInstanceOf(TextRecord.class);
  }

  @Test
  void aLineLongerThanTheBufferIsWhole() throws IOException {
    String text = "长".repeat(100_000);

    var lines = read("{\"id\":1,\"text\":\"a\"}\n{\"text\":\"" + text + "\"}\r\n{\"text\":\"c\"}");

    assertThat(((TextRecord) lines.get(1)).text()).isEqualTo(text);
    assertThat(((TextRecord) lines.get(2)).text()).isEqualTo("c");
  }
}
