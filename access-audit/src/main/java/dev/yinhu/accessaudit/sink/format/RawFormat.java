package dev.yinhu.accessaudit.sink.format;

import java.nio.charset.StandardCharsets;

/**
 * The leaf itself, byte for byte, as the last member of an object that says where it stands. Who
 * cuts {@code entry} out can compute the leaf hash and check a proof without asking for the entry.
 */
public final class RawFormat implements EventFormat {
  @Override
  public byte[] bytes(LogEvent event) {
    // Origins are letters, digits, dots, dashes and slashes: nothing to escape.
    String text =
        "{\"origin\":\"%s\",\"index\":%d,\"leaf_hash\":\"%s\",\"entry\":%s}"
            .formatted(event.origin(), event.index(), event.leafHash(), event.json());
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isJson() {
    return true;
  }
}
