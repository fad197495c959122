package dev.yinhu.crypto;

import dev.yinhu.crypto.Opened.Reason;
import dev.yinhu.crypto.OpenedFile.Begun;
import dev.yinhu.crypto.OpenedFile.KeyDestroyed;
import dev.yinhu.crypto.OpenedFile.KeyRetired;
import dev.yinhu.crypto.OpenedFile.NotAuthentic;
import dev.yinhu.crypto.OpenedFile.UnsupportedFormat;
import dev.yinhu.crypto.stream.StreamOpener;
import dev.yinhu.crypto.stream.StreamSealer;
import dev.yinhu.crypto.stream.StreamSuite;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Seals and opens files of any length, a segment at a time and in constant memory. As with values,
 * field, subject and the caller's context are bound to the file; beside that no segment can be
 * changed, moved, left out, doubled or added unnoticed.
 *
 * <p>Safe for use by many threads; blocks as the streams it is given do. Keys are destroyed and
 * subjects erased as for values: their files are then unreadable.
 */
public final class FileCipher {
  private static final byte[] LABEL = LengthPrefixed.utf8("yinhu/file-key/v1");

  private final Keyrings keyrings;

  FileCipher(Keyrings keyrings) {
    this.keyrings = keyrings;
  }

  /** How long a file of so many bytes is at most when it is sealed, whatever the suite. */
  public static long mostSealedBytes(long plaintextBytes) {
    long segments = plaintextBytes / (StreamSuite.SEGMENT_BYTES / 2) + 1;
    long headers = StreamSuite.SEGMENT_BYTES;
    long overhead = segments * 16 + headers;
    return plaintextBytes > Long.MAX_VALUE - overhead ? Long.MAX_VALUE : plaintextBytes + overhead;
  }

  /** Whether fields of this suite take files: not those that keep a shape or show equality. */
  public static boolean takes(Suite suite) {
    return StreamSuite.of(suite).isPresent();
  }

  /**
   * Seals under the active version of the field keyring. Reads to the end; closes neither stream.
   *
   * @param suite the field's, one that this {@linkplain #takes takes}
   * @param context what the caller binds beside field and subject; may be empty
   * @throws IOException when reading or writing fails; what was written then opens nowhere as whole
   * @throws IllegalArgumentException when the context has an unpaired surrogate
   */
  public void seal(
      Suite suite,
      FieldRef field,
      KeyScope scope,
      String context,
      InputStream plaintext,
      OutputStream sealed)
      throws IOException {
    StreamSuite streamSuite =
        StreamSuite.of(suite)
            .orElseThrow(() -> new CryptoException("fields of suite " + suite + " take no files"));
    KeyVersion version = keyrings.active(KeyringName.FIELD);
    FileHeader header = FileHeader.of(streamSuite, version.keyId(), scope.subject().orElse(null));
    version.use().countSealed();
    byte[] key = fileKey(field, scope, version, streamSuite);
    StreamSealer stream;
    try {
      stream = streamSuite.sealer(key, associatedData(header, field, context));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
    sealed.write(header.bytes());
    stream.transfer(plaintext, sealed);
  }

  /**
   * Opens the beginning, up to and including the first segment, or says why not. Every format
   * version ever written opens.
   *
   * @param segments what follows the header
   * @throws IOException when reading fails
   * @throws IllegalArgumentException when the context has an unpaired surrogate
   */
  public OpenedFile open(
      FieldRef field, KeyScope scope, String context, FileHeader header, InputStream segments)
      throws IOException {
    Optional<StreamSuite> suite = header.suite();
    if (!header.hasKnownVersion() || suite.isEmpty()) {
      return new UnsupportedFormat();
    }
    if (!header.isWhole()) {
      return new NotAuthentic(Reason.MALFORMED);
    }
    if (!header.subject().equals(scope.subject())) {
      return new NotAuthentic(Reason.OTHER_SUBJECT);
    }
    return switch (keyrings.find(header.keyId())) {
      case Keyrings.Found.Unknown() -> new NotAuthentic(Reason.UNKNOWN_KEY);
      case Keyrings.Found.Destroyed() -> new KeyDestroyed();
      case Keyrings.Found.Retired(KeyVersion version) ->
          version.keyring() == KeyringName.FIELD
              ? new KeyRetired()
              : new NotAuthentic(Reason.UNKNOWN_KEY);
      case Keyrings.Found.Usable(KeyVersion version) ->
          version.keyring() == KeyringName.FIELD
              ? first(version, suite.get(), field, scope, context, header, segments)
              : new NotAuthentic(Reason.UNKNOWN_KEY);
    };
  }

  /**
   * Whether opening need not wait for a key: false only when the header is well-formed and names a
   * key that is not known here, as in {@link FieldCipher#knowsKeyOf}. Never blocks.
   */
  public boolean knowsKeyOf(FileHeader header) {
    return !header.hasKnownVersion()
        || !header.isWhole()
        || !(keyrings.find(header.keyId()) instanceof Keyrings.Found.Unknown);
  }

  private static OpenedFile first(
      KeyVersion version,
      StreamSuite suite,
      FieldRef field,
      KeyScope scope,
      String context,
      FileHeader header,
      InputStream segments)
      throws IOException {
    version.use().countOpened();
    byte[] key = fileKey(field, scope, version, suite);
    StreamOpener stream;
    try {
      stream = suite.opener(key, associatedData(header, field, context), segments);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
    Optional<Reason> fault = OpenedFile.fault(stream.next());
    if (fault.isPresent()) {
      stream.close();
      return new NotAuthentic(fault.get());
    }
    return new Begun(stream);
  }

  private static byte[] fileKey(
      FieldRef field, KeyScope scope, KeyVersion version, StreamSuite suite) {
    byte[] info =
        LengthPrefixed.of(LABEL, new byte[] {suite.id()}, LengthPrefixed.utf8(field.text()));
    return scope.derive(version, info, StreamSuite.KEY_BYTES);
  }

  private static byte[] associatedData(FileHeader header, FieldRef field, String context) {
    return LengthPrefixed.of(
        header.bytes(), LengthPrefixed.utf8(field.text()), LengthPrefixed.utf8(context));
  }
}
