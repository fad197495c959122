package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.checkpoint.TlogProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Checks the proofs of single entries in an export: each {@code NAME.tlog-proof} beside the entry's
 * bytes in {@code NAME.json}.
 */
final class ProofCheck {
  static final String SUFFIX = ".tlog-proof";
  private static final String ENTRY_SUFFIX = ".json";
  private static final int PROOF_MAX = 1_000_000;
  private static final int ENTRY_MAX = 0xffff;

  private final LogParts parts;
  private final Findings findings;
  private final MerkleHash hash = new MerkleHash();

  ProofCheck(LogParts parts, Findings findings) {
    this.parts = parts;
    this.findings = findings;
  }

  /** Checks every proof that the manifest names; gives how many hold. */
  long proven(Manifest manifest, Checkpoint checkpoint) {
    return manifest.files().stream()
        .map(Manifest.Entry::name)
        .filter(name -> name.endsWith(SUFFIX) && ManifestCheck.isSafe(name))
        .filter(name -> proves(name, checkpoint))
        .count();
  }

  private boolean proves(String name, Checkpoint checkpoint) {
    String entryName = name.substring(0, name.length() - SUFFIX.length()) + ENTRY_SUFFIX;
    Optional<byte[]> proof = parts.read(name, PROOF_MAX).bytes();
    Optional<byte[]> entry = parts.read(entryName, ENTRY_MAX).bytes();
    boolean proven =
        proof.isPresent()
            && entry.filter(bytes -> bytes.length <= ENTRY_MAX).isPresent()
            && proves(proof.get(), entry.get(), checkpoint);
    if (!proven) {
      findings.add(Fault.PROOF_WRONG, Place.of(name));
    }
    return proven;
  }

  /** The proof must be within the very tree whose checkpoint was judged. */
  private boolean proves(byte[] proof, byte[] entry, Checkpoint checkpoint) {
    try {
      TlogProof read = TlogProof.parse(new String(proof, StandardCharsets.UTF_8));
      Checkpoint own = Checkpoint.parse(SignedNote.parse(read.checkpoint()).text());
      return own.equals(checkpoint)
          && read.inTreeOf(checkpoint.size()).proves(hash.leaf(entry), checkpoint.head().root());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
