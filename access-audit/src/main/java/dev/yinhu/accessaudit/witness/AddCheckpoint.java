package dev.yinhu.accessaudit.witness;

import dev.yinhu.accessaudit.checkpoint.Base64Text;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of an {@code add-checkpoint} request (tlog-witness): old size, consistency proof, signed
 * checkpoint. Immutable.
 */
public final class AddCheckpoint {
  private static final String OLD = "old ";
  private static final int MAX_PROOF_LINES = 63;
  private static final int MAX_LENGTH = 1_000_000;

  private final long oldSize;
  private final List<byte[]> proof;
  private final String note;

  private AddCheckpoint(long oldSize, List<byte[]> proof, String note) {
    this.oldSize = oldSize;
    this.proof = proof;
    this.note = note;
  }

  /** A request that shows, by the proof, how the signed checkpoint goes on from an older one. */
  public static AddCheckpoint of(ConsistencyProof proof, String note) {
    return new AddCheckpoint(proof.from(), proof.hashes(), note);
  }

  /**
   * Reads a body; of each request there is one spelling only.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static AddCheckpoint parse(String body) {
    int split = body.indexOf("\n\n");
    if (split < 0 || body.length() > MAX_LENGTH || !body.startsWith(OLD)) {
      throw new IllegalArgumentException(
          "a request is: a line 'old SIZE', a consistency proof, an empty line, a checkpoint");
    }
    String[] lines = body.substring(0, split).split("\n", -1);
    if (lines.length - 1 > MAX_PROOF_LINES) {
      throw new IllegalArgumentException("a consistency proof has at most 63 lines");
    }
    List<byte[]> proof = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      byte[] hash = Base64Text.decode(lines[i]);
      if (hash.length != MerkleHash.BYTES) {
        throw new IllegalArgumentException("a line of the proof is a hash of 32 bytes in base64");
      }
      proof.add(hash);
    }
    long oldSize = Checkpoint.size(lines[0].substring(OLD.length()));
    return new AddCheckpoint(oldSize, List.copyOf(proof), body.substring(split + 2));
  }

  /** The body. */
  public String text() {
    StringBuilder body = new StringBuilder(OLD).append(oldSize).append('\n');
    proof.forEach(hash -> body.append(Base64Text.encode(hash)).append('\n'));
    return body.append('\n').append(note).toString();
  }

  /** The size of the checkpoint that the sender believes the witness signed last. */
  public long oldSize() {
    return oldSize;
  }

  /** The signed checkpoint, unread. */
  public String note() {
    return note;
  }

  /** True when the proof shows that the new tree goes on from the old one; false when not. */
  boolean proves(byte[] oldRoot, Checkpoint checkpoint) {
    return ConsistencyProof.of(oldSize, checkpoint.size(), proof)
        .proves(oldRoot, checkpoint.head().root());
  }
}
