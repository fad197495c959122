package dev.yinhu.notices.callback;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.notices.DeliveryId;
import dev.yinhu.notices.LateWord;
import dev.yinhu.notices.LateWord.About;
import dev.yinhu.notices.LateWord.Verdict;
import dev.yinhu.notices.channel.ResultCode;
import dev.yinhu.notices.http.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads call-backs: nothing is parsed before the signature is checked. A call-back that is played
 * again within the window does nothing, because the same word acts once. Thread-safe.
 */
public final class CallBackReader {
  /** Longer bodies are not read. */
  public static final int MOST_BYTES = 1 << 20;

  private static final int MOST_WORDS = 1_000;
  private static final int DEEPEST = 32;
  private static final ResultCode TOLD = new ResultCode("told");
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
  }

  private final CallBackSettings settings;
  private final SecretKeySpec key;
  private final InstantSource clock;

  private CallBackReader(CallBackSettings settings, SecretKeySpec key, InstantSource clock) {
    this.settings = settings;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Reads the secret's file.
   *
   * @throws dev.yinhu.notices.NoticesException when it holds none
   */
  public static CallBackReader open(CallBackSettings settings, InstantSource clock) {
    byte[] secret = SecretFile.line(settings.secretFile()).getBytes(StandardCharsets.US_ASCII);
    return new CallBackReader(settings, new SecretKeySpec(secret, "HmacSHA256"), clock);
  }

  /**
   * Reads one request.
   *
   * @param header value of a header by its name, empty when it is not there
   */
  public CallBack read(Function<String, Optional<String>> header, byte[] body) {
    String timestamp = header.apply(settings.timestampHeader()).orElse("");
    String signature = header.apply(settings.signatureHeader()).orElse("");
    if (body.length > MOST_BYTES
        || !timestamp.matches("[0-9]{1,12}")
        || !isSigned(timestamp, signature, body)) {
      return new CallBack.NotSigned();
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(at, clock.instant()).abs().compareTo(settings.window()) > 0) {
      return new CallBack.OutsideWindow();
    }
    return words(body).<CallBack>map(CallBack.Said::new).orElseGet(CallBack.NotUnderstood::new);
  }

  private boolean isSigned(String timestamp, String signature, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
      byte[] wanted =
          HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.US_ASCII);
      return MessageDigest.isEqual(wanted, signature.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is in every Java", e);
    }
  }

  /** Empty when a part is not understood. */
  private Optional<List<LateWord>> words(byte[] body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (IOException e) {
      return Optional.empty();
    }
    List<JsonNode> items = new ArrayList<>();
    if (root.isArray()) {
      root.forEach(items::add);
    } else {
      items.add(root);
    }
    List<LateWord> words = new ArrayList<>();
    for (JsonNode item : items) {
      about(item).ifPresent(about -> words.add(new LateWord(about, verdict(item), TOLD)));
    }
    return words.size() == items.size() && words.size() <= MOST_WORDS
        ? Optional.of(words)
        : Optional.empty();
  }

  private Optional<About> about(JsonNode item) {
    Optional<About> ours =
        text(item, settings.ourId()).flatMap(DeliveryId::parse).map(About.Ours::new);
    return ours.isPresent()
        ? ours
        : text(item, settings.gatewayId())
            .filter(id -> id.matches("[!-~]{1,200}"))
            .map(id -> new About.Theirs(settings.channel(), id));
  }

  private static Optional<String> text(JsonNode item, Optional<JsonPointer> at) {
    return at.map(item::at).filter(JsonNode::isValueNode).map(JsonNode::asText);
  }

  private Verdict verdict(JsonNode item) {
    String status = item.at(settings.status()).asText();
    if (settings.arrived().contains(status)) {
      return Verdict.ARRIVED;
    }
    return settings.returned().contains(status) ? Verdict.RETURNED : Verdict.UNDERWAY;
  }
}
