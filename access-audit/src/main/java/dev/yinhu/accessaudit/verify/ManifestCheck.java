package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.accessaudit.tile.TilePath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Checks an export's manifest against its hash, and against the manifest the files that the tree
 * does not prove. A log that is no export has none.
 */
final class ManifestCheck {
  private static final int MANIFEST_MAX = 1 << 30;
  private static final int FILE_MAX = 1 << 24;
  private static final int HASH_MAX = 1_000;
  private static final Set<String> BESIDE = Set.of(CheckpointCheck.NAME, "vkey", "README.txt");

  private final LogParts parts;
  private final Findings findings;
  private boolean unreadable;

  ManifestCheck(LogParts parts, Findings findings) {
    this.parts = parts;
    this.findings = findings;
  }

  /** The manifest as far as it can be read, whatever else is wrong with it. */
  Optional<Manifest> read() {
    LogParts.Part manifest = parts.read(Manifest.NAME, MANIFEST_MAX);
    LogParts.Part hash = parts.read(Manifest.HASH_NAME, HASH_MAX);
    if (manifest.unreadable() || (manifest.bytes().isEmpty() && hash.bytes().isEmpty())) {
      unreadable = manifest.unreadable();
      return Optional.empty();
    }
    Optional<byte[]> expected =
        manifest.bytes().map(bytes -> hashLine(bytes).getBytes(StandardCharsets.UTF_8));
    boolean fits =
        expected.isPresent()
            && hash.bytes().filter(bytes -> Arrays.equals(bytes, expected.get())).isPresent();
    if (!fits && !hash.unreadable()) {
      findings.add(Fault.MANIFEST_WRONG, Place.of(Manifest.HASH_NAME));
    }
    return manifest.bytes().flatMap(this::parsed);
  }

  /**
   * True when there may be a manifest that could not be read: what should be there is not known.
   */
  boolean unreadable() {
    return unreadable;
  }

  /** The line that {@code sha256sum} prints for the manifest. */
  private static String hashLine(byte[] manifest) {
    return Sha256.hex(manifest) + "  " + Manifest.NAME + "\n";
  }

  private Optional<Manifest> parsed(byte[] bytes) {
    try {
      return Optional.of(Manifest.parse(bytes));
    } catch (IllegalArgumentException e) {
      findings.add(Fault.MANIFEST_WRONG, Place.of(Manifest.NAME));
      return Optional.empty();
    }
  }

  /** Checks the files; tiles and bundles are left to the tree, which proves more. */
  void files(Manifest manifest) {
    Set<String> names = new HashSet<>();
    for (Manifest.Entry file : manifest.files()) {
      if (!names.add(file.name())) {
        findings.add(Fault.MANIFEST_WRONG, Place.of(Manifest.NAME), "it names a file twice");
      }
      if (TilePath.parse(file.name()).isEmpty()) {
        file(file);
      } else if (manifest.kind() == Manifest.Kind.SUBJECT) {
        findings.add(
            Fault.MANIFEST_WRONG, Place.of(file.name()), "an export of single entries has no tile");
      }
    }
  }

  /** Only what an export has: a manifest is from outside, and it vouches for nothing. */
  private void file(Manifest.Entry file) {
    if (!BESIDE.contains(file.name()) && !ProofCheck.isName(file.name())) {
      findings.add(Fault.MANIFEST_WRONG, Place.of(Manifest.NAME), "a name that no export has");
      return;
    }
    LogParts.Part part = parts.read(file.name(), FILE_MAX);
    boolean same =
        part.bytes()
            .filter(
                bytes -> bytes.length == file.bytes() && Sha256.hex(bytes).equals(file.sha256()))
            .isPresent();
    if (!same && !part.unreadable()) {
      Fault fault = part.bytes().isPresent() ? Fault.FILE_CHANGED : Fault.FILE_MISSING;
      findings.add(fault, Place.of(file.name()));
    }
  }
}
