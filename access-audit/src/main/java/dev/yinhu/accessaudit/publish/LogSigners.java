package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.note.KeyType;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.note.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The log's private keys: Ed25519 always, ML-DSA-44 when wanted. The same keys sign under each name
 * the log has had, and are other verifier keys under each. Safe for use by many threads.
 */
public final class LogSigners {
  private final Supplier<byte[]> ed25519;
  private final Optional<Supplier<byte[]>> mlDsa44;
  private final Map<String, List<NoteSigner>> named = new ConcurrentHashMap<>();

  /**
   * Keys of these seeds, 32 secret bytes each; asked for once for each name.
   *
   * @param mlDsa44 empty for a log that signs with Ed25519 alone
   */
  public LogSigners(Supplier<byte[]> ed25519, Optional<Supplier<byte[]>> mlDsa44) {
    this.ed25519 = ed25519;
    this.mlDsa44 = mlDsa44;
  }

  /** The verifier keys under a name, Ed25519 first. */
  public List<NoteKey> keys(String origin) {
    return of(origin).stream().map(NoteSigner::key).toList();
  }

  /**
   * Signs; the same head always gives the same note. The ML-DSA-44 line states no time: what is the
   * largest tree at some time is for witnesses to say.
   */
  String sign(String origin, TreeHead head) {
    String text = new Checkpoint(origin, head).text();
    StringBuilder note = new StringBuilder(text).append('\n');
    of(origin).forEach(signer -> note.append(signer.line(text, 0)));
    return note.toString();
  }

  /**
   * The checkpoint in a note that this log signed.
   *
   * @throws IllegalArgumentException when it is not a note, no checkpoint, or not signed with the
   *     Ed25519 key under the name it states
   */
  Checkpoint verified(String note) {
    SignedNote signed = SignedNote.parse(note);
    Checkpoint checkpoint = Checkpoint.parse(signed.text());
    if (!signed.isSignedBy(List.of(of(checkpoint.origin()).getFirst().key()))) {
      throw new IllegalArgumentException("it is not signed by this log's key");
    }
    return checkpoint;
  }

  private List<NoteSigner> of(String origin) {
    return named.computeIfAbsent(origin, this::make);
  }

  private List<NoteSigner> make(String origin) {
    List<NoteSigner> signers = new ArrayList<>();
    signers.add(new NoteSigner(KeyType.ED25519, origin, ed25519.get()));
    mlDsa44.ifPresent(
        seed -> signers.add(new NoteSigner(KeyType.ML_DSA_44_COSIGNATURE, origin, seed.get())));
    return List.copyOf(signers);
  }
}
