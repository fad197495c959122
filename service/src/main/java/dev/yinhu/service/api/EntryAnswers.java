package dev.yinhu.service.api;

import dev.yinhu.accessaudit.log.StoredEntry;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;

/** How entries of the access log are written into answers. */
final class EntryAnswers {
  private EntryAnswers() {}

  /** The entry's own bytes stand there as they are, so that they can be hashed. */
  static Buffer write(Buffer out, StoredEntry entry) {
    return out.appendString("{\"index\":")
        .appendString(Long.toString(entry.index()))
        .appendString(",\"leaf_hash\":\"")
        .appendString(Base64.getEncoder().encodeToString(entry.leafHash()))
        .appendString("\",\"committed_at\":\"")
        .appendString(entry.committedAt().toString())
        .appendString("\",\"entry\":")
        .appendBytes(entry.leaf())
        .appendString("}");
  }
}
