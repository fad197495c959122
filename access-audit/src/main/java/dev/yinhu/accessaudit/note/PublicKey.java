package dev.yinhu.accessaudit.note;

import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.SM2Signer;

/** A public key as Bouncy Castle wants it. Immutable. */
sealed interface PublicKey {
  /**
   * The key of these bytes.
   *
   * @throws IllegalArgumentException when the bytes are no key of the type
   */
  static PublicKey of(KeyType type, byte[] encoded) {
    if (encoded.length != type.publicKeyBytes()) {
      throw new IllegalArgumentException(
          "a public key of type %d has %d bytes, not %d"
              .formatted(type.code(), type.publicKeyBytes(), encoded.length));
    }
    return switch (type) {
      case ED25519, ED25519_COSIGNATURE -> new Ed25519(new Ed25519PublicKeyParameters(encoded));
      case ML_DSA_44_COSIGNATURE ->
          new MlDsa44(new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, encoded));
      case SM2 -> new Sm2(Sm2Curve.publicKey(encoded));
    };
  }

  byte[] encoded();

  boolean verifies(byte[] message, byte[] signature);

  private static boolean verifies(
      Signer verifier, AsymmetricKeyParameter key, byte[] message, byte[] signature) {
    verifier.init(false, key);
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  record Ed25519(Ed25519PublicKeyParameters key) implements PublicKey {
    @Override
    public byte[] encoded() {
      return key.getEncoded();
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
      return PublicKey.verifies(new Ed25519Signer(), key, message, signature);
    }
  }

  record MlDsa44(MLDSAPublicKeyParameters key) implements PublicKey {
    @Override
    public byte[] encoded() {
      return key.getEncoded();
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
      return PublicKey.verifies(new MLDSASigner(), key, message, signature);
    }
  }

  record Sm2(ECPublicKeyParameters key) implements PublicKey {
    @Override
    public byte[] encoded() {
      return key.getQ().getEncoded(false);
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
      return PublicKey.verifies(new SM2Signer(), key, message, signature);
    }
  }
}
