package dev.yinhu.accessaudit.witness;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.note.Signature;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.note.Verification;
import dev.yinhu.accessaudit.witness.WitnessAnswer.Refused;
import dev.yinhu.accessaudit.witness.WitnessAnswer.Why;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A witness of some logs (C2SP tlog-witness): signs a checkpoint when, and only when, it goes on
 * from the one of that log that it signed last. What it signs is on disk before the signature
 * leaves, so that it never signs two histories of one log, over crashes too.
 *
 * <p>Safe for use by many threads, one request at a time; one process for a folder. Blocks.
 */
public final class Witness {
  private final List<NoteSigner> signers;
  private final List<NoteKey> logs;
  private final WitnessState state;
  private final InstantSource clock;

  /**
   * A witness whose state is in a folder that exists.
   *
   * @param signers its own keys, of cosignature types
   * @param logs keys of the logs that it knows, by origin
   */
  public Witness(List<NoteSigner> signers, List<NoteKey> logs, Path folder, InstantSource clock) {
    this.signers = List.copyOf(signers);
    this.logs = List.copyOf(logs);
    this.state = new WitnessState(folder);
    this.clock = clock;
  }

  /** The keys that verify its signatures. */
  public List<NoteKey> keys() {
    return signers.stream().map(NoteSigner::key).toList();
  }

  /**
   * Judges a request, in the order in which the specification states its checks.
   *
   * @throws dev.yinhu.accessaudit.AuditException when the state cannot be read or written; nothing
   *     is signed then
   */
  public synchronized WitnessAnswer addCheckpoint(String body) {
    AddCheckpoint request;
    SignedNote note;
    Checkpoint checkpoint;
    try {
      request = AddCheckpoint.parse(body);
      note = SignedNote.parse(request.note());
      checkpoint = Checkpoint.parse(note.text());
    } catch (IllegalArgumentException e) {
      return new Refused(Why.MALFORMED, String.valueOf(e.getMessage()));
    }
    List<NoteKey> trusted =
        logs.stream().filter(key -> key.name().equals(checkpoint.origin())).toList();
    if (trusted.isEmpty()) {
      return new Refused(Why.UNKNOWN_LOG, "this witness does not know the log");
    }
    Verification verification = note.verify(trusted);
    if (!verification.accepted()) {
      return new Refused(Why.NOT_SIGNED, "no key of the log has signed this checkpoint");
    }
    return judge(request, checkpoint, verification);
  }

  private WitnessAnswer judge(
      AddCheckpoint request, Checkpoint checkpoint, Verification verification) {
    if (request.oldSize() > checkpoint.size()) {
      return new Refused(Why.MALFORMED, "the old size is above that of the checkpoint");
    }
    Optional<Checkpoint> last = state.last(checkpoint.origin());
    long size = last.map(Checkpoint::size).orElse(0L);
    if (request.oldSize() != size) {
      return new WitnessAnswer.Conflict(size);
    }
    byte[] root =
        last.map(before -> before.head().root()).orElseGet(() -> new MerkleHash().emptyRoot());
    if (!request.proves(root, checkpoint)) {
      return new Refused(
          Why.NOT_CONSISTENT, "the proof does not show that this tree goes on from the last one");
    }
    return sign(checkpoint, verification);
  }

  private WitnessAnswer sign(Checkpoint checkpoint, Verification verification) {
    String text = checkpoint.text();
    long now = clock.instant().getEpochSecond();
    StringBuilder own = new StringBuilder();
    signers.forEach(signer -> own.append(signer.line(text, now)));
    StringBuilder note = new StringBuilder(text).append('\n');
    verification.signed().stream().map(Signature::line).forEach(note::append);
    state.keep(checkpoint.origin(), note.append(own).toString());
    return new WitnessAnswer.Cosigned(own.toString());
  }

  /**
   * What was signed last of a log, for monitors: the note with the log's signatures and its own.
   *
   * @param name SHA-256 of the origin in lower-case hexadecimal digits
   */
  public Optional<String> checkpoint(String name) {
    return state.note(name);
  }
}
