package dev.yinhu.accessaudit.note;

import java.util.List;
import java.util.Optional;

/**
 * What became of a note's signature lines under a set of known keys.
 *
 * @param signed the signatures that verify, in the order of the note, one for each key
 * @param wrong known keys of which a signature does not verify: the note is to be refused
 * @param unknown how many lines are of no known key; they say nothing
 */
public record Verification(List<Signature> signed, List<NoteKey> wrong, int unknown) {
  public Verification {
    signed = List.copyOf(signed);
    wrong = List.copyOf(wrong);
  }

  /** True when at least one known key signed the note, and none wrongly. */
  public boolean accepted() {
    return wrong.isEmpty() && !signed.isEmpty();
  }

  /** The keys whose signatures verify. */
  public List<NoteKey> keys() {
    return signed.stream().map(Signature::key).toList();
  }

  /** The key's signature, if it signed the note. */
  public Optional<Signature> by(NoteKey key) {
    return signed.stream().filter(signature -> signature.key().equals(key)).findFirst();
  }
}
