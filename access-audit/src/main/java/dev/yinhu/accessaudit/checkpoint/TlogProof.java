package dev.yinhu.accessaudit.checkpoint;

import dev.yinhu.accessaudit.merkle.InclusionProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A proof that a leaf is in the log, in one text that needs nothing else but the log's verifier key
 * (C2SP tlog-proof): index, hashes, and the checkpoint whose tree they lead to. Immutable.
 *
 * <p>Reading one checks the form alone. Who trusts it verifies the checkpoint's signatures first,
 * takes size and root from it, and then asks {@link InclusionProof#proves}.
 */
public final class TlogProof {
  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final int MAX_HASHES = 63;
  private static final int MAX_LENGTH = 1_000_000;

  private final long index;
  private final List<byte[]> hashes;
  private final String checkpoint;
  private final byte[] extra;

  private TlogProof(long index, List<byte[]> hashes, String checkpoint, byte[] extra) {
    this.index = index;
    this.hashes = hashes;
    this.checkpoint = checkpoint;
    this.extra = extra;
  }

  /**
   * The proof within the tree of a checkpoint.
   *
   * @param checkpoint the signed note, as the log published it
   */
  public static TlogProof of(InclusionProof proof, String checkpoint) {
    if (!checkpoint.endsWith("\n")) {
      throw new IllegalArgumentException("a checkpoint ends in a newline");
    }
    return new TlogProof(proof.index(), proof.hashes(), checkpoint, new byte[0]);
  }

  /**
   * Reads a proof.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static TlogProof parse(String text) {
    int end = text.indexOf("\n\n");
    if (text.length() > MAX_LENGTH || end < 0 || !text.endsWith("\n")) {
      throw new IllegalArgumentException("not a tlog-proof: lines, empty line, checkpoint");
    }
    List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\n", -1)));
    return parse(lines, text.substring(end + 2));
  }

  private static TlogProof parse(List<String> lines, String checkpoint) {
    if (!lines.removeFirst().equals(HEADER)) {
      throw new IllegalArgumentException("a tlog-proof begins with " + HEADER);
    }
    byte[] extra = new byte[0];
    if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
      extra = Base64Text.decode(lines.removeFirst().substring(EXTRA.length()));
    }
    if (lines.isEmpty() || lines.size() > 1 + MAX_HASHES || !lines.getFirst().startsWith(INDEX)) {
      throw new IllegalArgumentException(
          "a tlog-proof has an index line and at most 63 hashes behind it");
    }
    long index = Checkpoint.size(lines.removeFirst().substring(INDEX.length()));
    List<byte[]> hashes = lines.stream().map(Base64Text::decode).toList();
    // Checks each hash's length; the size is known only when the checkpoint was read.
    InclusionProof.of(index, Long.MAX_VALUE, hashes);
    return new TlogProof(index, hashes, checkpoint, extra);
  }

  /** Index of the leaf, as the proof says. */
  public long index() {
    return index;
  }

  /** The hashes, the leaf's side first, with the size that the verified checkpoint states. */
  public InclusionProof inTreeOf(long size) {
    return InclusionProof.of(index, size, hashes);
  }

  /** The checkpoint, a signed note; nothing about it was checked. */
  public String checkpoint() {
    return checkpoint;
  }

  /** What the log added for its readers; authenticated by nothing. */
  public Optional<byte[]> extra() {
    return extra.length == 0 ? Optional.empty() : Optional.of(extra.clone());
  }

  /** The proof as {@link #parse} reads it. */
  public String text() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    if (extra.length > 0) {
      text.append(EXTRA).append(Base64Text.encode(extra)).append('\n');
    }
    text.append(INDEX).append(index).append('\n');
    hashes.forEach(hash -> text.append(Base64Text.encode(hash)).append('\n'));
    return text.append('\n').append(checkpoint).toString();
  }
}
