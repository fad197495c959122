package dev.yinhu.subjectrights.copy;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.AesKeyStrength;
import net.lingala.zip4j.model.enums.AesVersion;
import net.lingala.zip4j.model.enums.EncryptionMethod;

/**
 * An archive written as a stream: files one after the other, each compressed and encrypted by
 * AES-256 (WinZip AE-2) before a byte of it goes out, so nothing has to lie in clear anywhere, and
 * memory does not grow with content.
 *
 * <p>Names of files and their lengths are readable without the passphrase, as the format has it: a
 * name must say nothing of a person. The format stretches a passphrase by 1,000 rounds of
 * PBKDF2-HMAC-SHA1 only: it has to be random, of 128 bits or more. Not thread-safe.
 */
final class SealedZip implements AutoCloseable {
  private final ZipOutputStream zip;
  private final SortedMap<String, FileHash> files = new TreeMap<>();
  private boolean open;

  /** Closing the archive closes {@code to}. */
  SealedZip(OutputStream to, char[] passphrase) throws IOException {
    if (passphrase.length < 22) {
      throw new IllegalArgumentException(
          "22 signs of 64 make 128 bits: this passphrase is shorter");
    }
    zip = new ZipOutputStream(to, passphrase);
  }

  /** Begins a file, which its stream's close ends; one at a time, and no name twice. */
  OutputStream file(String name) throws IOException {
    if (open || files.containsKey(name)) {
      throw new IllegalStateException("one file at a time, each name once: " + name);
    }
    zip.putNextEntry(sealed(name));
    open = true;
    return new File(name);
  }

  /** The files that are ended, by name. */
  SortedMap<String, FileHash> files() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static ZipParameters sealed(String name) {
    var parameters = new ZipParameters();
    parameters.setFileNameInZip(name);
    parameters.setEncryptFiles(true);
    parameters.setEncryptionMethod(EncryptionMethod.AES);
    parameters.setAesKeyStrength(AesKeyStrength.KEY_STRENGTH_256);
    parameters.setAesVersion(AesVersion.TWO);
    return parameters;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private final class File extends OutputStream {
    private final String name;
    private final MessageDigest digest = sha256();
    private long bytes;
    private boolean ended;

    File(String name) {
      this.name = name;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int at, int length) throws IOException {
      if (ended) {
        throw new IOException("the file is ended: " + name);
      }
      zip.write(from, at, length);
      digest.update(from, at, length);
      bytes += length;
    }

    @Override
    public void close() throws IOException {
      if (ended) {
        return;
      }
      ended = true;
      zip.closeEntry();
      files.put(name, new FileHash(HexFormat.of().formatHex(digest.digest()), bytes));
      open = false;
    }
  }
}
