package dev.yinhu.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The root key as a file of one line, readable by its owner only: {@code yrk1.} and base64url of 32
 * key bytes and the first 4 bytes of their SHA-256, which catches truncation and typing errors.
 *
 * <p>A key is written once and never overwritten: creation fails when the file exists. The file is
 * on disk (fsync of file and directory) before {@link #create} returns.
 */
public final class RootKeyFile {
  private static final String PREFIX = "yrk1.";
  private static final int CHECK_BYTES = 4;
  private static final int MOST_BYTES = 256;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  private final Path file;

  /** Touches nothing yet. */
  public RootKeyFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** Where it lies, absolute. */
  public Path path() {
    return file;
  }

  /**
   * The key in the file, or empty when there is no such file.
   *
   * @throws RootKeyException when the file is unreadable, damaged, or open to other users
   */
  public Optional<RootKey> read() {
    try {
      String text = firstBytes();
      refuseOpenPermissions();
      return Optional.of(parse(text));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new RootKeyException("cannot read the root key file " + file + ": " + e, e);
    }
  }

  /** Bytes that are no text become characters that are no base64; the file may be any file. */
  private String firstBytes() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1).strip();
    }
  }

  private void refuseOpenPermissions() throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
    if (granted.stream().anyMatch(OTHERS::contains)) {
      throw new RootKeyException(
          "the root key file %s is open to other users (%s): chmod 600 it and consider whether"
                  .formatted(file, PosixFilePermissions.toString(granted))
              + " somebody has read it");
    }
  }

  private RootKey parse(String text) {
    byte[] bytes = decode(text);
    byte[] key = Arrays.copyOf(bytes, RootKey.BYTES);
    byte[] check = Arrays.copyOfRange(bytes, RootKey.BYTES, bytes.length);
    try {
      if (!MessageDigest.isEqual(check, check(key))) {
        throw damaged();
      }
      return new RootKey(key);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] decode(String text) {
    try {
      byte[] bytes =
          Base64.getUrlDecoder()
              .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "");
      if (bytes.length == RootKey.BYTES + CHECK_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      throw damaged();
    }
    throw damaged();
  }

  private RootKeyException damaged() {
    return new RootKeyException(
        "the root key file "
            + file
            + " is damaged (one line, yrk1. and 48 characters, with a check sum): restore it from"
            + " its offline copy");
  }

  /**
   * Makes a new key and writes it, readable by the owner only.
   *
   * @throws RootKeyException when the file exists already or cannot be written
   */
  public RootKey create(SecureRandom random) {
    byte[] key = new byte[RootKey.BYTES];
    random.nextBytes(key);
    try {
      write(text(key));
      return new RootKey(key);
    } catch (UnsupportedOperationException e) {
      throw new RootKeyException(
          "cannot write the root key file "
              + file
              + ": its file system has no hard links; put it on another one",
          e);
    } catch (FileAlreadyExistsException e) {
      throw new RootKeyException("the root key file " + file + " exists and is left as it is", e);
    } catch (IOException e) {
      throw new RootKeyException("cannot write the root key file " + file + ": " + e, e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static String text(byte[] key) {
    byte[] bytes = Arrays.copyOf(key, RootKey.BYTES + CHECK_BYTES);
    System.arraycopy(check(key), 0, bytes, RootKey.BYTES, CHECK_BYTES);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n";
  }

  /** Written to a temporary file first, so that a crash never leaves half a key under the name. */
  private void write(String text) throws IOException {
    Path directory = file.getParent();
    if (directory == null) {
      throw new IOException("the path has no directory");
    }
    Path temporary = Files.createTempFile(directory, ".root-key", ".tmp");
    try {
      try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(LengthPrefixed.utf8(text));
        while (rest.hasRemaining()) {
          out.write(rest); // May take a part only, such as on a disk that is nearly full.
        }
        out.force(true);
      }
      Files.createLink(file, temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncDirectory(directory);
  }

  private static void syncDirectory(Path directory) throws IOException {
    try (FileChannel handle = FileChannel.open(directory, StandardOpenOption.READ)) {
      handle.force(true);
    }
  }

  private static byte[] check(byte[] key) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), CHECK_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new RootKeyException("SHA-256 is not available in this Java runtime", e);
    }
  }
}
