package dev.yinhu.piiscanner.source;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

final class RecordReaderFuzzTest {

  /** Whatever the bytes: each line is a record or told as broken, and there is an end. */
  @FuzzTest
  void everyLineIsRecordOrBroken(byte[] file) throws IOException {
    var reader = new RecordReader(new ByteArrayInputStream(file), "text", "id");
    long lines = 0;
    while (reader.next().isPresent()) {
      lines++;
    }
    if (lines > file.length) {
      throw new AssertionError(lines + " lines in " + file.length + " bytes");
    }
  }
}
