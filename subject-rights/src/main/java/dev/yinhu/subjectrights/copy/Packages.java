package dev.yinhu.subjectrights.copy;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.PersonSeal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * The packages that were made. An archive opens with its passphrase only, which is told once, on
 * another way than the archive. Blocks; safe for use by many threads and nodes.
 */
public final class Packages {
  private final PackageStore store;
  private final PersonSeal seal;
  private final InstantSource clock;

  /** The schema {@code rights} is migrated. */
  public Packages(Jdbi jdbi, PersonSeal seal, InstantSource clock) {
    this.store = new PackageStore(jdbi);
    this.seal = seal;
    this.clock = clock;
  }

  /** The package of the case; empty when there is none, not yet, or not any more. */
  public Optional<CopyPackage> of(CaseId id) {
    return store.find(id, clock.instant());
  }

  /** Somebody begins to take it. */
  public void taken(CaseId id) {
    store.taken(id);
  }

  /**
   * A piece of the archive, in the order of its bytes.
   *
   * @throws RightsException when the package is gone meanwhile
   */
  public byte[] piece(CaseId id, int number) {
    return store
        .piece(id, number)
        .orElseThrow(() -> new RightsException("the package of case " + id + " is gone"));
  }

  /** The passphrase, to whoever asks first; empty afterwards, and when there is no package. */
  public Optional<String> passphrase(CaseId id) {
    return store
        .takePassphrase(id, clock.instant())
        .map(sealed ->
            seal.open(sealed, label(id))
                .orElseThrow(() ->
                    new RightsException(
                        "the sealed passphrase of case "
                            + id
                            + " was changed: have the copy made again")))
        .map(Packages::text);
  }

  private static String text(byte[] opened) {
    try {
      return new String(opened, StandardCharsets.US_ASCII);
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
  }

  /** Deletes those whose time is over; gives how many. */
  public int deleteExpired() {
    return store.deleteExpired(clock.instant());
  }

  static String label(CaseId id) {
    return "copy/" + id.text();
  }
}
