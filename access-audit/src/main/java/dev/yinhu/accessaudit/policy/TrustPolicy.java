package dev.yinhu.accessaudit.policy;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.note.Verification;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Logs, witnesses and the quorum of witnesses that a checkpoint needs (C2SP tlog-policy).
 * Immutable.
 */
public final class TrustPolicy {
  /**
   * A log whose checkpoints are accepted.
   *
   * @param key its name is the log's origin
   * @param url where the log is read, as it stands in the file
   */
  public record Log(NoteKey key, Optional<String> url) {}

  /**
   * A witness that may cosign.
   *
   * @param name within the policy
   * @param key of a cosignature type
   * @param url its submission prefix, as it stands in the file
   */
  public record Witness(String name, NoteKey key, Optional<String> url) {}

  private final List<Log> logs;
  private final List<Witness> witnesses;
  private final Quorum quorum;

  TrustPolicy(List<Log> logs, List<Witness> witnesses, Quorum quorum) {
    this.logs = List.copyOf(logs);
    this.witnesses = List.copyOf(witnesses);
    this.quorum = quorum;
  }

  /**
   * Reads a policy file.
   *
   * @throws IllegalArgumentException naming the line and what is wrong with it
   */
  public static TrustPolicy parse(String text) {
    return new PolicyReader().read(text);
  }

  /** A policy of these logs that asks for no witness. */
  public static TrustPolicy ofLogs(Collection<NoteKey> keys) {
    List<Log> logs = keys.stream().map(key -> new Log(key, Optional.empty())).toList();
    return new TrustPolicy(logs, List.of(), new Quorum.None());
  }

  /** In the order of the file. */
  public List<Log> logs() {
    return logs;
  }

  /** In the order of the file. */
  public List<Witness> witnesses() {
    return witnesses;
  }

  /** True when cosignatures of these keys are enough. */
  public boolean isQuorum(Collection<NoteKey> cosigners) {
    Set<String> names =
        witnesses.stream()
            .filter(witness -> cosigners.contains(witness.key()))
            .map(Witness::name)
            .collect(Collectors.toSet());
    return quorum.isMet(names);
  }

  /**
   * Judges a signed checkpoint.
   *
   * @throws IllegalArgumentException when it is not a note, or its text no checkpoint
   */
  public Judgement judge(SignedNote note) {
    List<NoteKey> keys = new ArrayList<>();
    logs.forEach(log -> keys.add(log.key()));
    witnesses.forEach(witness -> keys.add(witness.key()));
    Verification verification = note.verify(keys);
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    List<NoteKey> signed = verification.keys();
    return new Judgement(
        checkpoint,
        logs.stream()
            .map(Log::key)
            .filter(key -> key.name().equals(checkpoint.origin()) && signed.contains(key))
            .toList(),
        witnesses.stream().filter(witness -> signed.contains(witness.key())).toList(),
        isQuorum(signed),
        verification);
  }
}
