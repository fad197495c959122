package dev.yinhu.accessaudit.export;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
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
    if (entry.index() < size && entry.json().contains(reference) && names(entry.leaf())) {
      indexes.add(entry.index());
    }
  }

  private boolean names(byte[] leaf) {
    try {
      return switch (EntryReader.read(leaf)) {
        case AuditEntry.Access access ->
            access.items().stream().anyMatch(item -> item.subjects().contains(reference));
        case AuditEntry.Reading reading -> reading.subject().filter(reference::equals).isPresent();
        case AuditEntry.Admin admin -> admin.details().containsValue(reference);
        case AuditEntry.Unknown _ -> true;
      };
    } catch (AuditException e) {
      // It holds the reference in a form that we do not know: better one entry too many.
      return true;
    }
  }
}
