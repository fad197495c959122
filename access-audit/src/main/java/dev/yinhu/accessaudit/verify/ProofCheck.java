package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.checkpoint.TlogProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the single entries of an export: the bytes of entry N stand in {@code proofs/N.json}, and
 * {@code proofs/N.tlog-proof} shows that this is entry N. Neither counts without the other.
 */
final class ProofCheck {
  private static final Pattern NAME =
      Pattern.compile("proofs/(0|[1-9][0-9]{0,17})\\.(?:json|tlog-proof)");
  private static final int PROOF_MAX = 1_000_000;
  private static final int ENTRY_MAX = 0xffff;

  private final LogParts parts;
  private final Findings findings;
  private final MerkleHash hash = new MerkleHash();

  ProofCheck(LogParts parts, Findings findings) {
    this.parts = parts;
    this.findings = findings;
  }

  /** True for the name of an entry or a proof. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Checks every entry and proof that the manifest names.
   *
   * @param wanted indexes that count
   * @return those of them that are proven, ascending
   */
  List<Long> proven(Manifest manifest, Checkpoint checkpoint, LongPredicate wanted) {
    SortedSet<Long> indexes = new TreeSet<>();
    for (Manifest.Entry file : manifest.files()) {
      Matcher name = NAME.matcher(file.name());
      if (name.matches()) {
        indexes.add(Long.valueOf(name.group(1)));
      }
    }
    return indexes.stream()
        .filter(index -> proves(index, checkpoint))
        .filter(wanted::test)
        .toList();
  }

  private boolean proves(long index, Checkpoint checkpoint) {
    String proofName = "proofs/" + index + ".tlog-proof";
    String entryName = "proofs/" + index + ".json";
    LogParts.Part proofPart = parts.read(proofName, PROOF_MAX);
    LogParts.Part entryPart = parts.read(entryName, ENTRY_MAX);
    if (proofPart.unreadable() || entryPart.unreadable()) {
      return false;
    }
    Optional<byte[]> proof = proofPart.bytes();
    Optional<byte[]> entry = entryPart.bytes();
    if (proof.isEmpty()) {
      findings.add(Fault.PROOF_WRONG, Place.of(entryName), "it has no proof");
      return false;
    }
    boolean proven =
        entry.filter(bytes -> bytes.length <= ENTRY_MAX).isPresent()
            && proves(proof.get(), index, entry.get(), checkpoint);
    if (!proven) {
      findings.add(Fault.PROOF_WRONG, Place.of(proofName));
    }
    return proven;
  }

  /** The proof must be within the very tree whose checkpoint was judged. */
  private boolean proves(byte[] proof, long index, byte[] entry, Checkpoint checkpoint) {
    try {
      TlogProof read = TlogProof.parse(new String(proof, StandardCharsets.UTF_8));
      Checkpoint own = Checkpoint.parse(SignedNote.parse(read.checkpoint()).text());
      return own.equals(checkpoint)
          && read.index() == index
          && read.inTreeOf(checkpoint.size()).proves(hash.leaf(entry), checkpoint.head().root());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
