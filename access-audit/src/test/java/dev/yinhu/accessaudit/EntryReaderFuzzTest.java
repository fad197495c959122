package dev.yinhu.accessaudit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever bytes: an entry that can be written and read again, or one clear exception. */
class EntryReaderFuzzTest {
  @FuzzTest(maxDuration = "10s")
  void anyBytesAreAnEntryOrRefused(byte[] bytes) {
    AuditEntry entry;
    try {
      entry = EntryReader.read(bytes);
    } catch (AuditException e) {
      return;
    }
    if (!(entry instanceof AuditEntry.Unknown) && bytes.length < EntryJson.MAX_BYTES / 8) {
      assertThat(EntryReader.read(EntryJson.leaves(entry).getFirst())).isEqualTo(entry);
    }
  }
}
