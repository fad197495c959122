package dev.yinhu.crypto;

import dev.yinhu.crypto.epoch.VaultDirectory;
import dev.yinhu.crypto.root.RootKeySeal;
import dev.yinhu.crypto.root.RootKeySeals;
import dev.yinhu.crypto.root.SealKind;
import dev.yinhu.crypto.root.SealedFile;
import dev.yinhu.crypto.root.SecretSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * The root key as it is kept in a file of one line, readable by its owner only: in clear, under a
 * passphrase, or under a key of a PKCS#11 token (docs/formats.md). The line says which, and is
 * opened with what {@link RootKeySeals} has at hand.
 *
 * <p>A key is written once and never overwritten: creation fails when the file exists. The file is
 * on disk (fsync of file and directory) before {@link #create} returns. The three forms hold the
 * same key; {@link #sealTo} moves between them. Several processes may read and create at once; one
 * at a time may move.
 */
public final class RootKeyFile {
  private final SealedFile file;
  private final RootKeySeals seals;

  /** A file that holds the key in clear. Touches nothing yet. */
  public RootKeyFile(Path file) {
    this(file, RootKeySeals.NONE);
  }

  /** Touches nothing yet. */
  public RootKeyFile(Path file, RootKeySeals seals) {
    this.file = new SealedFile(file);
    this.seals = seals;
  }

  /** Where it lies, absolute. */
  public Path path() {
    return file.path();
  }

  /** What a move that was cut off left beside it: the form before. */
  public Optional<Path> leftOver() {
    return file.leftOver();
  }

  /**
   * The key in the file, or empty when there is no such file.
   *
   * @throws RootKeyException when the file is unreadable, damaged, open to other users, or does not
   *     open
   */
  public Optional<RootKey> read() {
    return opener().map(Opener::open);
  }

  /**
   * Whether the key in the file, however it is sealed, is the one under which a key directory, or a
   * copy of one, was made. Changes nothing.
   *
   * @throws RootKeyException when there is no such file, or it does not open
   * @throws IOException when the directory cannot be read
   */
  public boolean fits(VaultDirectory directory) throws IOException {
    try (RootKey key = read().orElseThrow(this::missing)) {
      return new KeyVault(directory, key, new SecureRandom()).fits();
    }
  }

  /** How the key in the file is kept; empty when there is no such file. Opens nothing. */
  public Optional<SealKind> kind() {
    return file.read()
        .map(line -> {
          try {
            return SealKind.ofLine(line, file.path());
          } finally {
            Arrays.fill(line, (byte) 0);
          }
        });
  }

  /** What opens the line that stands in the file now; empty when there is no such file. */
  Optional<Opener> opener() {
    return file.read().map(line -> new Opener(file.path(), line, seals.of(line, file.path())));
  }

  /**
   * Opens one line as often as is wanted. Holds the line: for a key in clear that is the key, so it
   * is closed after use.
   */
  static final class Opener implements AutoCloseable {
    private final Path path;
    private final byte[] line;
    private final RootKeySeal seal;

    private Opener(Path path, byte[] line, RootKeySeal seal) {
      this.path = path;
      this.line = line;
      this.seal = seal;
    }

    SealKind kind() {
      return seal.kind();
    }

    /** The 32 bytes, which the caller overwrites after use. */
    byte[] bytes() {
      return seal.unseal(line, path);
    }

    /** Opens it for good: the line is overwritten unless it may have to be opened again. */
    RootKey open() {
      byte[] key = new byte[0];
      try {
        key = bytes();
        return new RootKey(key);
      } finally {
        Arrays.fill(key, (byte) 0);
        if (!kind().remote()) {
          close();
        }
      }
    }

    @Override
    public void close() {
      Arrays.fill(line, (byte) 0);
    }
  }

  /**
   * Makes a new key and writes it, sealed as {@link RootKeySeals#forNew} says.
   *
   * @throws RootKeyException when the file exists already, cannot be written or sealed
   */
  public RootKey create(SecureRandom random) {
    byte[] key = new byte[RootKey.BYTES];
    byte[] line = new byte[0];
    random.nextBytes(key);
    try {
      line = seals.of(seals.forNew(), file.path()).seal(key);
      file.create(line);
      return new RootKey(key);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(line, (byte) 0);
    }
  }

  /**
   * What a move did.
   *
   * @param file where the key is
   * @param from how the key was kept
   * @param to how it is kept now
   * @param rootKeyId its fingerprint, which stays
   */
  public record Moved(Path file, SealKind from, SealKind to, String rootKeyId) {}

  /**
   * Keeps the same key in another way, or in the same way anew, such as under another passphrase.
   * The new form is read back from disk and opened before it takes the place of the old one, which
   * is then overwritten and removed. Cut off at any moment, one of the two stands under the file's
   * name; the next move removes what was left beside it.
   *
   * <p>No process may be making or moving the key meanwhile; those that hold it open go on.
   *
   * @param target seals with this
   * @throws RootKeyException when there is no key, it does not open, or cannot be sealed or written
   */
  public Moved sealTo(SealKind to, RootKeySeals target) {
    RootKeySeal seal = target.of(to, file.path());
    byte[] key = new byte[0];
    byte[] line = new byte[0];
    try (Opener now = opener().orElseThrow(this::missing)) {
      key = now.bytes();
      line = seal.seal(key);
      byte[] expected = key;
      file.replace(line, written -> requireSame(expected, seal, written));
      try (RootKey same = new RootKey(key)) {
        return new Moved(file.path(), now.kind(), to, same.idText());
      }
    } finally {
      seals.passphrase().ifPresent(SecretSource::close);
      target.passphrase().ifPresent(SecretSource::close);
      Arrays.fill(key, (byte) 0);
      Arrays.fill(line, (byte) 0);
    }
  }

  private void requireSame(byte[] expected, RootKeySeal seal, byte[] written) {
    byte[] opened = seal.unseal(written, file.path());
    try {
      if (!MessageDigest.isEqual(expected, opened)) {
        throw new RootKeyException(
            "the new form of " + file.path() + " opens to another key; nothing was changed");
      }
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
  }

  private RootKeyException missing() {
    return new RootKeyException(
        "there is no root key file " + file.path() + ": set root_key.file to where it is");
  }
}
