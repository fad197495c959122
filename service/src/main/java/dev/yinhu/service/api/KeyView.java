package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yinhu.crypto.KeyStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the keys stand, as JSON; what is absent is left out. Never key bytes.
 *
 * @param sections what other parts of the key hierarchy tell
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyView(List<Keyring> keyrings, List<Section> sections) {

  /** One keyring. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Keyring(
      String keyring,
      int active,
      int min_decrypt_version,
      @Nullable String next_rotation,
      List<Version> versions) {}

  /** One version. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Version(
      int version,
      long key_id,
      String state,
      boolean retired,
      boolean rewrap_needed,
      String created,
      String changed,
      long sealed,
      long opened,
      @Nullable String last_used,
      @Nullable Destruction destruction) {

    /** The JSON of a version. */
    public static Version of(KeyStatus.Version version) {
      return new Version(
          version.number(),
          version.keyId(),
          version.state().word(),
          version.retired(),
          version.rewrapNeeded(),
          version.createdAt().toString(),
          version.changedAt().toString(),
          version.sealed(),
          version.opened(),
          version.lastUsedAt().map(Instant::toString).orElse(null),
          version.destruction().map(Destruction::of).orElse(null));
    }
  }

  /**
   * A destruction that waits.
   *
   * @param state {@code requested}, {@code expired} or {@code approved}
   * @param seconds_left until the approval is too late or, approved, the key is destroyed, counted
   *     while a service runs
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Destruction(
      String state,
      String requested_by,
      String requested_at,
      @Nullable String approved_by,
      @Nullable String approved_at,
      long seconds_left) {
    static Destruction of(KeyStatus.Destruction waiting) {
      return new Destruction(
          waiting.approvedBy().isPresent()
              ? "approved"
              : waiting.expired() ? "expired" : "requested",
          waiting.requestedBy(),
          waiting.requestedAt().toString(),
          waiting.approvedBy().orElse(null),
          waiting.approvedAt().map(Instant::toString).orElse(null),
          waiting.left().toSeconds());
    }
  }

  /** What another part tells. */
  public record Section(String name, Map<String, String> facts) {}

  /** The JSON of a status. */
  public static KeyView of(KeyStatus status) {
    return new KeyView(
        status.keyrings().stream().map(KeyView::keyring).toList(),
        status.sections().stream()
            .map(section -> new Section(section.name(), section.facts()))
            .toList());
  }

  private static Keyring keyring(KeyStatus.Keyring keyring) {
    return new Keyring(
        keyring.name().text(),
        keyring.active(),
        keyring.minDecryptVersion(),
        keyring.nextRotation().map(Instant::toString).orElse(null),
        keyring.versions().stream().map(Version::of).toList());
  }
}
