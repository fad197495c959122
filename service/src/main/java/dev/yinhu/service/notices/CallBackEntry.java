package dev.yinhu.service.notices;

import com.fasterxml.jackson.core.JsonPointer;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.callback.CallBackSettings;
import dev.yinhu.piiscanner.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads {@code call_back:} of a channel. */
final class CallBackEntry {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private CallBackEntry() {}

  static Optional<CallBackSettings> read(ChannelKind channel, Entry entry) {
    YamlNode node = entry.node();
    Optional<Path> secret = entry.secret("secret_file");
    String signature = node.text("signature_header").orElse("X-Signature");
    String timestamp = node.text("timestamp_header").orElse("X-Timestamp");
    Duration window = entry.time("window", WINDOW);
    Optional<JsonPointer> ours = entry.pointer("our_id");
    Optional<JsonPointer> theirs = entry.pointer("gateway_id");
    if (ours.isEmpty() && theirs.isEmpty()) {
      entry.fault("our_id", "'our_id' or 'gateway_id' says where the id of the notice stands");
    }
    if (node.text("status").isEmpty()) {
      entry.fault("status", "'status' is missing: where in the JSON it stands");
    }
    Optional<JsonPointer> status = entry.pointer("status");
    Set<String> arrived = entry.words("arrived");
    Set<String> returned = entry.words("returned");
    node.refuseOthers();
    return secret.flatMap(file ->
        status.map(at ->
            new CallBackSettings(
                channel, file, signature, timestamp, window, ours, theirs, at, arrived, returned)));
  }
}
