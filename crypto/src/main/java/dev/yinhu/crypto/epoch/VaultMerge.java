package dev.yinhu.crypto.epoch;

import dev.yinhu.database.OsLock;
import dev.yinhu.database.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings an archive of a key directory into the one in use without ever going back: of several
 * copies of the ledger the one that goes on furthest wins, and an epoch that it calls destroyed
 * does not come back. May be broken off and run again. Needs no key: whoever opens the directory
 * afterwards checks what it holds.
 */
public final class VaultMerge {
  private final VaultDirectory target;
  private final VaultDirectory archive;
  private final Optional<Path> newerLedger;

  /**
   * Touches nothing yet.
   *
   * @param newerLedger a further copy of the ledger
   */
  public VaultMerge(VaultDirectory target, VaultDirectory archive, Optional<Path> newerLedger) {
    this.target = target;
    this.archive = archive;
    this.newerLedger = newerLedger;
  }

  /**
   * What was done.
   *
   * @param ledger the copy of the ledger that won
   * @param brought the epochs that came from the archive
   * @param destroyed the epochs of the archive that were left out because they are destroyed
   */
  public record Merged(Path ledger, List<Integer> brought, List<Integer> destroyed) {
    /** Copies the lists. */
    public Merged {
      brought = List.copyOf(brought);
      destroyed = List.copyOf(destroyed);
    }
  }

  /**
   * Does it; durable when this returns.
   *
   * @throws VaultException when the copies do not belong together, and then nothing was changed
   */
  public Merged run() throws IOException, InterruptedException {
    target.create();
    try (OsLock _ = target.lock()) {
      Path winner = furthest(ledgers());
      refuseOther(target.ledgerKey(), archive.ledgerKey());
      Set<Integer> destroyed = destroyed(winner);
      for (int id : archive.epochs()) {
        refuseOther(target.path().resolve(name(id)), archive.path().resolve(name(id)));
      }
      return write(winner, destroyed);
    }
  }

  private Merged write(Path winner, Set<Integer> destroyed) throws IOException {
    if (!winner.equals(target.ledger())) {
      PrivateFiles.replaceByCopy(target.ledger(), winner);
    }
    if (!Files.exists(target.ledgerKey())) {
      PrivateFiles.replaceByCopy(target.ledgerKey(), archive.ledgerKey());
    }
    List<Integer> brought = new ArrayList<>();
    List<Integer> leftOut = new ArrayList<>();
    for (int id : archive.epochs()) {
      if (destroyed.contains(id)) {
        leftOut.add(id);
      } else if (!target.epochs().contains(id)) {
        PrivateFiles.replaceByCopy(
            target.path().resolve(name(id)), archive.path().resolve(name(id)));
        brought.add(id);
      }
    }
    return new Merged(winner, brought, leftOut);
  }

  private static String name(int epoch) {
    return "epoch-" + epoch + ".key";
  }

  private List<Path> ledgers() {
    List<Path> ledgers = new ArrayList<>(List.of(target.ledger(), archive.ledger()));
    newerLedger.ifPresent(ledgers::add);
    ledgers.removeIf(file -> !Files.exists(file));
    if (ledgers.isEmpty() || newerLedger.filter(file -> !ledgers.contains(file)).isPresent()) {
      throw new VaultException(
          "there is no erasure ledger in %s: give the newest copy with --ledger"
              .formatted(newerLedger.orElse(archive.ledger())));
    }
    return ledgers;
  }

  /** Each must be a beginning of the longest, up to a line that may be torn. */
  private static Path furthest(List<Path> ledgers) throws IOException {
    Path longest = ledgers.getFirst();
    for (Path other : ledgers) {
      if (whole(other) > whole(longest)) {
        longest = other;
      }
    }
    for (Path other : ledgers) {
      if (!begins(longest, other, whole(other))) {
        throw new VaultException(
            "the erasure ledgers %s and %s went different ways: they are of different installations, or one was used after an older one was put back; decide which one holds every erasure and take the other away"
                .formatted(longest, other));
      }
    }
    return longest;
  }

  /** The length up to and with the last line feed. */
  private static long whole(Path ledger) throws IOException {
    long whole = 0;
    long at = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(ledger))) {
      for (int next = in.read(); next > 0; next = in.read()) {
        at++;
        if (next == '\n') {
          whole = at;
        }
      }
    }
    return whole;
  }

  private static boolean begins(Path longest, Path other, long length) throws IOException {
    try (InputStream a = new BufferedInputStream(Files.newInputStream(longest));
        InputStream b = new BufferedInputStream(Files.newInputStream(other))) {
      for (long at = 0; at < length; at++) {
        if (a.read() != b.read()) {
          return false;
        }
      }
      return true;
    }
  }

  private static void refuseOther(Path there, Path archived) throws IOException {
    byte @Nullable [] now = bytes(there);
    byte @Nullable [] then = bytes(archived);
    if (now != null && then != null && !Arrays.equals(now, then)) {
      throw new VaultException(
          "%s and %s differ: the backup is of another installation than the key directory; take another one, or another --data"
              .formatted(there, archived));
    }
  }

  private static byte @Nullable [] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static Set<Integer> destroyed(Path ledger) throws IOException {
    Set<Integer> destroyed = new HashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(ledger, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        LedgerLine.parse(line)
            .map(LedgerLine::entry)
            .filter(LedgerEntry.EpochDestroyed.class::isInstance)
            .map(LedgerEntry.EpochDestroyed.class::cast)
            .ifPresent(gone -> destroyed.add(gone.epoch()));
      }
    }
    return destroyed;
  }
}
