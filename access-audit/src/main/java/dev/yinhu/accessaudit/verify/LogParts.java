package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.EntryBundles;
import dev.yinhu.accessaudit.tile.TilePath;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads tiles and bundles of a source. A partial one that is not there is cut from the full one, as
 * C2SP tlog-tiles lets logs remove partial tiles that have grown full. What cannot be read is told
 * as a finding, once; nothing may be concluded from its absence. As safe for threads as the source.
 */
final class LogParts {
  private static final int BUNDLE_MAX = TilePath.FULL * (EntryBundles.LENGTH_BYTES + 0xffff);

  /** A part as it was found: its bytes, or none; or there may be one, but it was not readable. */
  record Part(Optional<byte[]> bytes, boolean unreadable) {}

  private final LogSource source;
  private final Findings findings;
  private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

  LogParts(LogSource source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  LogSource source() {
    return source;
  }

  /** The bytes of a tile, of whatever length; cut to the width when only the full one is there. */
  Part hashes(TilePath.Hashes path) {
    Part exact = read(path.text(), TilePath.FULL * MerkleHash.BYTES);
    if (exact.bytes().isPresent() || exact.unreadable() || path.width() == TilePath.FULL) {
      return exact;
    }
    var full = new TilePath.Hashes(path.level(), path.number(), TilePath.FULL);
    Part whole = read(full.text(), TilePath.FULL * MerkleHash.BYTES);
    return new Part(
        whole
            .bytes()
            .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, bytes(path.width())))),
        whole.unreadable());
  }

  private static int bytes(int width) {
    return width * MerkleHash.BYTES;
  }

  /** The bytes of a bundle, of whatever content; cut to the width when only the full one exists. */
  Part entries(TilePath.Entries path) {
    Part exact = read(path.text(), BUNDLE_MAX);
    if (exact.bytes().isPresent() || exact.unreadable() || path.width() == TilePath.FULL) {
      return exact;
    }
    Part whole = read(new TilePath.Entries(path.number(), TilePath.FULL).text(), BUNDLE_MAX);
    return new Part(whole.bytes().map(bytes -> beginning(bytes, path.width())), whole.unreadable());
  }

  /** The first entries of a bundle; the whole when it has not that many. */
  static byte[] beginning(byte[] bundle, int entries) {
    int at = 0;
    for (int entry = 0; entry < entries && at + 1 < bundle.length; entry++) {
      int length = Byte.toUnsignedInt(bundle[at]) << Byte.SIZE | Byte.toUnsignedInt(bundle[at + 1]);
      at += EntryBundles.LENGTH_BYTES + length;
    }
    return Arrays.copyOf(bundle, Math.min(at, bundle.length));
  }

  /** Any part by its name. */
  Part read(String name, int maxBytes) {
    try {
      return new Part(source.read(name, maxBytes), false);
    } catch (IOException e) {
      if (unreadable.add(name)) {
        findings.add(Fault.UNREADABLE, Place.of(name), reason(e));
      }
      return new Part(Optional.empty(), true);
    }
  }

  /** True when something could not be read so far. */
  boolean someUnreadable() {
    return !unreadable.isEmpty();
  }

  /** Messages of our own say what to do; of others the kind is said only. */
  static String reason(IOException e) {
    return e instanceof SourceException && e.getMessage() != null
        ? e.getMessage()
        : e.getClass().getSimpleName();
  }
}
