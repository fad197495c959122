package dev.yinhu.crypto.stream;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import com.google.crypto.tink.subtle.StreamSegmentEncrypter;
import dev.yinhu.crypto.CryptoException;
import dev.yinhu.register.Suite;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * The ways in which a file can be sealed, each with the number that stands in its header for ever.
 * Both take a file key of {@value #KEY_BYTES} bytes, from which each file's own key is derived with
 * a random salt, and make segments of {@value #SEGMENT_BYTES} bytes: small enough that the first
 * bytes come soon and a thousand files at once fit into little memory, large enough that tags take
 * a quarter of a thousandth.
 */
public enum StreamSuite {
  /** Tink's AES256_GCM_HKDF streaming: HKDF-SHA-256, then AES-256-GCM. */
  AES256_GCM_HKDF(1, 32),
  /** The same construction with HKDF over HMAC-SM3, then SM4-GCM (RFC 8998). */
  SM4_GCM_HKDF(2, Sm4Segments.KEY_BYTES);

  /** Length of a file key. */
  public static final int KEY_BYTES = 32;

  /** Length of each segment, stream header and tag counted, save the last, which may be shorter. */
  public static final int SEGMENT_BYTES = 65_536;

  static final int TAG_BYTES = 16;
  static final int PREFIX_BYTES = 7;
  private static final List<StreamSuite> ALL = List.of(values());

  private final byte id;
  private final int derivedBytes;

  StreamSuite(int id, int derivedBytes) {
    this.id = (byte) id;
    this.derivedBytes = derivedBytes;
  }

  /** The number that stands in the header. */
  public byte id() {
    return id;
  }

  /** The suite of this number. */
  public static Optional<StreamSuite> ofId(byte id) {
    return ALL.stream().filter(suite -> suite.id == id).findFirst();
  }

  /**
   * How files of a field are sealed whose values are sealed so; empty for suites that keep a shape
   * or show which values are equal, which no file can or should.
   */
  public static Optional<StreamSuite> of(Suite ofValues) {
    return switch (ofValues) {
      case AES256_GCM, XAES256_GCM -> Optional.of(AES256_GCM_HKDF);
      case SM4_GCM, SM4_CTR_HMAC_SM3 -> Optional.of(SM4_GCM_HKDF);
      case AES256_SIV, FF1_AES256, FF1_SM4 -> Optional.empty();
    };
  }

  /** Length of the stream's own header: its length, the salt and the nonces' prefix. */
  int headerBytes() {
    return 1 + derivedBytes + PREFIX_BYTES;
  }

  /**
   * Starts a stream with a salt and nonces of its own.
   *
   * @param fileKey {@value #KEY_BYTES} bytes; copied
   * @param associatedData bound to the stream; must be given again to open it
   */
  public StreamSealer sealer(byte[] fileKey, byte[] associatedData) {
    return new StreamSealer(this, encrypter(fileKey, associatedData));
  }

  /** Makes ready to read a stream from where its own header begins. Reads nothing yet. */
  public StreamOpener opener(byte[] fileKey, byte[] associatedData, InputStream sealed) {
    return new StreamOpener(this, decrypter(fileKey), associatedData, sealed);
  }

  private StreamSegmentEncrypter encrypter(byte[] fileKey, byte[] associatedData) {
    try {
      return switch (this) {
        case AES256_GCM_HKDF -> aes(fileKey).newStreamSegmentEncrypter(associatedData);
        case SM4_GCM_HKDF ->
            new Sm4SegmentEncrypter(Sm4Segments.fresh(fileKey, associatedData, new SecureRandom()));
      };
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private StreamSegmentDecrypter decrypter(byte[] fileKey) {
    try {
      return switch (this) {
        case AES256_GCM_HKDF -> aes(fileKey).newStreamSegmentDecrypter();
        case SM4_GCM_HKDF -> new Sm4SegmentDecrypter(fileKey);
      };
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static AesGcmHkdfStreaming aes(byte[] fileKey) throws GeneralSecurityException {
    return new AesGcmHkdfStreaming(fileKey, "HmacSha256", 32, SEGMENT_BYTES, 0);
  }

  private CryptoException missing(GeneralSecurityException cause) {
    return new CryptoException(this + " is not available in this Java runtime", cause);
  }
}
