package dev.yinhu.crypto.root;

import dev.yinhu.crypto.CryptoException;
import dev.yinhu.crypto.RootKeyException;
import dev.yinhu.crypto.pkcs11.Token;
import dev.yinhu.crypto.pkcs11.TokenException;
import dev.yinhu.crypto.pkcs11.TokenKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the key under an AES key that never leaves a PKCS#11 token, sealed and opened inside it.
 * Token and key are named in the line and authenticated. Each call is a contact of its own, so a
 * token that was away is found again.
 *
 * <p>A PIN that the token refused is not tried again before its file is written anew: tokens lock
 * after a few wrong ones, and who renews in the background would use them all up.
 */
final class TokenSeal implements RootKeySeal {
  private static final String LABEL = "yinhu/root/pkcs11/v1";
  private static final int SEALED_BYTES = TokenKey.NONCE_BYTES + KEY_BYTES + TokenKey.TAG_BYTES;
  private static final int MOST_NAME_BYTES = 255;

  private final TokenSettings settings;
  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable String refused;

  TokenSeal(TokenSettings settings) {
    this.settings = settings;
  }

  @Override
  public SealKind kind() {
    return SealKind.PKCS11;
  }

  @Override
  public byte[] seal(byte[] rootKey) {
    byte[] names = names();
    byte[] nonce = new byte[TokenKey.NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        contact(
            false,
            token -> {
              TokenKey key = key(token);
              if (!key.neverLeaves()) {
                throw new RootKeyException(
                    "key %s of token %s can be taken out of it: make one that is sensitive and not"
                            .formatted(settings.key(), settings.token())
                        + " extractable, such as with yinhu key seal --make-key");
              }
              return key.encrypt(nonce, rootKey, names);
            });
    if (sealed.length != SEALED_BYTES) {
      throw new RootKeyException(
          "token %s gave %d bytes where AES-GCM gives %d: it cannot be used"
              .formatted(settings.token(), sealed.length, SEALED_BYTES));
    }
    return SealedLine.write(
        SealKind.PKCS11,
        ByteBuffer.allocate(names.length + sealed.length).put(names).put(sealed).array());
  }

  @Override
  public byte[] unseal(byte[] line, Path file) {
    byte[] content =
        SealedLine.read(SealKind.PKCS11, line).orElseThrow(() -> KeyFileSeal.damaged(file));
    byte[] names = names();
    if (content.length < SEALED_BYTES) {
      throw KeyFileSeal.damaged(file);
    }
    byte[] namesInFile = Arrays.copyOf(content, content.length - SEALED_BYTES);
    if (!Arrays.equals(names, namesInFile)) {
      throw new RootKeyException(
          "%s was sealed under another token or key than %s of token %s: it names %s; set"
                  .formatted(file, settings.key(), settings.token(), readable(namesInFile))
              + " root_key.pkcs11.token and root_key.pkcs11.key");
    }
    byte[] sealed = Arrays.copyOfRange(content, namesInFile.length, content.length);
    return contact(false, token -> open(key(token), sealed, names, file));
  }

  private byte[] open(TokenKey key, byte[] sealed, byte[] names, Path file) {
    try {
      byte[] opened = key.decrypt(sealed, names);
      if (opened.length == KEY_BYTES) {
        return opened;
      }
      Arrays.fill(opened, (byte) 0);
      throw KeyFileSeal.damaged(file);
    } catch (TokenException e) {
      throw new RootKeyException(
          "key %s of token %s does not open %s: it is another key of the same name, or the token"
                  .formatted(settings.key(), settings.token(), file)
              + " failed ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** Makes the token's key when it has none of the name; true when it made one. */
  boolean makeKey() {
    return contact(
        true,
        token -> {
          if (token.findKey(settings.key()).isPresent()) {
            return false;
          }
          var _ = token.makeKey(settings.key());
          return true;
        });
  }

  private TokenKey key(Token token) {
    return token
        .findKey(settings.key())
        .orElseThrow(() ->
            new RootKeyException(
                "token %s has no AES key of the label %s: set root_key.pkcs11.key, or make one with"
                        .formatted(settings.token(), settings.key())
                    + " yinhu key seal --to pkcs11 --make-key"));
  }

  private <T> T contact(boolean writable, Function<Token, T> work) {
    String stamp = settings.pin().stamp();
    if (stamp.equals(refused)) {
      throw new RootKeyException(
          "token %s refused the PIN in %s and is not asked again before that file is written anew"
              .formatted(settings.token(), settings.pin().place()));
    }
    byte[] pin = settings.pin().read();
    try (Token token = Token.open(settings.module(), settings.token(), pin, writable)) {
      refused = null;
      return work.apply(token);
    } catch (TokenException e) {
      if (e.pinRefused()) {
        refused = stamp;
        throw new RootKeyException(
            e.getMessage() + " The PIN is in " + settings.pin().place() + ".", e);
      }
      throw new RootKeyException(String.valueOf(e.getMessage()), e);
    } finally {
      Arrays.fill(pin, (byte) 0);
    }
  }

  /** Length-prefixed: the label of this use, the token's label, the key's label. */
  private byte[] names() {
    byte[] token = name("token", settings.token());
    byte[] key = name("key", settings.key());
    byte[] label = LABEL.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(3 * Integer.BYTES + label.length + token.length + key.length)
        .putInt(label.length)
        .put(label)
        .putInt(token.length)
        .put(token)
        .putInt(key.length)
        .put(key)
        .array();
  }

  private static byte[] name(String what, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MOST_NAME_BYTES) {
      throw new CryptoException(
          "the label of a " + what + " has 1 to " + MOST_NAME_BYTES + " bytes");
    }
    return bytes;
  }

  /** The names with everything that is no printable ASCII as a dot: the file may be anybody's. */
  private static String readable(byte[] names) {
    return new String(names, StandardCharsets.ISO_8859_1)
        .replaceAll("[^\\x21-\\x7e]+", " ")
        .replace(LABEL, "")
        .strip();
  }
}
