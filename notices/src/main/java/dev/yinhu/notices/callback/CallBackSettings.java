package dev.yinhu.notices.callback;

import com.fasterxml.jackson.core.JsonPointer;
import dev.yinhu.notices.ChannelKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a gateway or receiver calls back: JSON, one object or a list of up to 1,000, signed with
 * HMAC-SHA256 over {@code timestamp.body}.
 *
 * @param secretFile the shared secret on one line
 * @param signatureHeader has the signature in lower-case hexadecimal
 * @param timestampHeader has the seconds since 1970
 * @param window how far that may be from now, either way
 * @param ourId where our id stands
 * @param gatewayId where the gateway's own stands; used when ours is not there
 * @param status where the status stands
 * @param arrived words for: it arrived, or was done
 * @param returned words for: it did not arrive and will not
 */
public record CallBackSettings(
    ChannelKind channel,
    Path secretFile,
    String signatureHeader,
    String timestampHeader,
    Duration window,
    Optional<JsonPointer> ourId,
    Optional<JsonPointer> gatewayId,
    JsonPointer status,
    Set<String> arrived,
    Set<String> returned) {
  /** Copies. */
  public CallBackSettings {
    arrived = Set.copyOf(arrived);
    returned = Set.copyOf(returned);
  }
}
