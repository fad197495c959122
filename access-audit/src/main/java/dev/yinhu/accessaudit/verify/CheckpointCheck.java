package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.policy.Judgement;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Says what a signed checkpoint is worth to somebody. Safe for use by many threads. */
final class CheckpointCheck {
  static final String NAME = "checkpoint";
  private static final int MAX_BYTES = 1_000_000;

  /**
   * A checkpoint that could be read.
   *
   * @param checkpoint what it states
   * @param signed true when whoever is trusted signed it, in sufficient number
   * @param witnesses trusted ones that cosigned
   */
  record Read(Checkpoint checkpoint, boolean signed, List<String> witnesses) {}

  private final Trust trust;
  private final Findings findings;

  CheckpointCheck(Trust trust, Findings findings) {
    this.trust = trust;
    this.findings = findings;
  }

  /** The log's checkpoint, with findings about whatever is wrong with it. */
  Optional<Read> read(LogParts parts) {
    LogParts.Part part = parts.read(NAME, MAX_BYTES);
    if (part.bytes().isEmpty()) {
      if (!part.unreadable()) {
        findings.add(Fault.CHECKPOINT_MISSING, Place.of(NAME));
      }
      return Optional.empty();
    }
    return text(part.bytes().get()).flatMap(note -> read(note, NAME));
  }

  private Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      findings.add(Fault.CHECKPOINT_MALFORMED, Place.of(NAME), "it is not UTF-8");
      return Optional.empty();
    }
  }

  /** A signed note that stands in some place. */
  Optional<Read> read(String text, String place) {
    try {
      SignedNote note = SignedNote.parse(text);
      return Optional.of(
          trust
              .policy()
              .map(policy -> judged(policy, note, place))
              .orElseGet(() -> unchecked(note, place)));
    } catch (IllegalArgumentException e) {
      findings.add(Fault.CHECKPOINT_MALFORMED, Place.of(place));
      return Optional.empty();
    }
  }

  private Read unchecked(SignedNote note, String place) {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    findings.add(Fault.SIGNATURE_UNCHECKED, Place.of(place));
    return new Read(checkpoint, false, List.of());
  }

  private Read judged(TrustPolicy policy, SignedNote note, String place) {
    Judgement judgement = policy.judge(note);
    List<String> witnesses = judgement.witnesses().stream().map(TrustPolicy.Witness::name).toList();
    if (!judgement.signatures().wrong().isEmpty()) {
      String names =
          String.join(
              ", ", judgement.signatures().wrong().stream().map(key -> key.name()).toList());
      findings.add(Fault.SIGNATURE_WRONG, Place.of(place), names);
    } else if (judgement.logs().isEmpty()) {
      // Whoever cosigns does so under a name of its own: then the key is no log's.
      boolean ofOther =
          policy.logs().stream()
              .filter(log -> !log.key().type().isCosignature())
              .anyMatch(log -> judgement.signatures().by(log.key()).isPresent());
      findings.add(ofOther ? Fault.ORIGIN_DIFFERS : Fault.KEY_UNKNOWN, Place.of(place));
    }
    if (!judgement.quorum()) {
      findings.add(Fault.COSIGNATURES_MISSING, Place.of(place), "cosigned: " + witnesses.size());
    }
    return new Read(judgement.checkpoint(), judgement.accepted(), witnesses);
  }
}
