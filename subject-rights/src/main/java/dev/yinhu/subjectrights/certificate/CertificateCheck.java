package dev.yinhu.subjectrights.certificate;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.checkpoint.TlogProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.SignedNote;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks a certificate from its text and verifier keys alone: no database, no network. Safe for use
 * by many threads.
 */
public final class CertificateCheck {
  private final List<NoteKey> issuer;
  private final List<NoteKey> log;

  /**
   * @param issuer verifier keys of who signs certificates, at least one: one of them must have
   *     signed it, and none wrongly
   * @param log verifier keys of the access log, at least one
   */
  public CertificateCheck(List<NoteKey> issuer, List<NoteKey> log) {
    this.issuer = List.copyOf(issuer);
    this.log = List.copyOf(log);
  }

  /** What came of checking. */
  public sealed interface Verdict {
    /**
     * It is genuine, and the log holds what it says.
     *
     * @param body what it says
     * @param entry index of the entry in the access log
     * @param logSize size of the log by whose checkpoint that is proven
     */
    record Genuine(SortedMap<String, Object> body, long entry, long logSize) implements Verdict {}

    /**
     * It is not to be believed.
     *
     * @param fault a stable code: {@code malformed}, {@code signature}, {@code not-canonical},
     *     {@code entry} (that of the log says something else), {@code checkpoint} or {@code proof}
     */
    record Refused(String fault) implements Verdict {}
  }

  /** Checks the certificate of that text. */
  public Verdict check(String text) {
    try {
      return checked(SignedNote.parse(text));
    } catch (IllegalArgumentException | ClassCastException e) {
      return new Verdict.Refused("malformed");
    }
  }

  private Verdict checked(SignedNote note) {
    if (!note.isSignedBy(issuer)) {
      return new Verdict.Refused("signature");
    }
    String line = note.text().substring(0, note.text().length() - 1);
    SortedMap<String, Object> all = CertificateJson.read(line);
    if (!CertificateJson.write(all).equals(line)) {
      return new Verdict.Refused("not-canonical");
    }
    SortedMap<String, Object> body = new TreeMap<>();
    ((Map<?, ?>) all.getOrDefault(Issuing.BODY, ""))
        .forEach((name, value) -> body.put((String) name, value));
    byte[] leaf = Base64.getDecoder().decode((String) all.getOrDefault(Issuing.ENTRY, "-"));
    if (!says(leaf, body)) {
      return new Verdict.Refused("entry");
    }
    return proven(TlogProof.parse((String) all.getOrDefault(Issuing.PROOF, "")), leaf, body);
  }

  private static boolean says(byte[] leaf, SortedMap<String, Object> body) {
    try {
      return EntryReader.read(leaf) instanceof AuditEntry.Admin entry
          && entry.action().equals(Issuing.ACTION)
          && entry.phase() == AuditEntry.Phase.DONE
          && Issuing.hash(body).equals(entry.details().get(Issuing.BODY))
          && String.valueOf(body.get(Issuing.CASE)).equals(entry.details().get(Issuing.CASE));
    } catch (AuditException e) {
      return false;
    }
  }

  private Verdict proven(TlogProof proof, byte[] leaf, SortedMap<String, Object> body) {
    SignedNote checkpoint = SignedNote.parse(proof.checkpoint());
    if (!checkpoint.isSignedBy(log)) {
      return new Verdict.Refused("checkpoint");
    }
    Checkpoint tree = Checkpoint.parse(checkpoint.text());
    boolean proves =
        proof.inTreeOf(tree.size()).proves(new MerkleHash().leaf(leaf), tree.head().root());
    return proves
        ? new Verdict.Genuine(body, proof.index(), tree.size())
        : new Verdict.Refused("proof");
  }
}
