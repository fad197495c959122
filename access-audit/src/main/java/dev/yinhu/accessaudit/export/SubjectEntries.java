package dev.yinhu.accessaudit.export;

import dev.yinhu.accessaudit.EntrySubjects;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import java.util.ArrayList;
import java.util.List;

/** Finds the entries that name a subject, by reading the whole log: complete without any index. */
final class SubjectEntries {
  private final String reference;
  private final long size;
  private final List<Long> indexes = new ArrayList<>();

  private SubjectEntries(String reference, long size) {
    this.reference = reference;
    this.size = size;
  }

  /** Their indexes below the size, in order. */
  static List<Long> of(AuditLog log, String reference, long size) {
    SubjectEntries entries = new SubjectEntries(reference, size);
    log.forEach(0, entries::look);
    return List.copyOf(entries.indexes);
  }

  private void look(StoredEntry entry) {
    // Few hold it at all, and only those are read.
    if (entry.index() < size
        && entry.json().contains(reference)
        && EntrySubjects.of(entry.leaf()).contains(reference)) {
      indexes.add(entry.index());
    }
  }
}
