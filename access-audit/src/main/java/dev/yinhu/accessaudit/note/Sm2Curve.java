package dev.yinhu.accessaudit.note;

import java.math.BigInteger;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/** The curve of SM2 (GB/T 32918.5-2017), and keys on it. */
final class Sm2Curve {
  private static final X9ECParameters PARAMETERS = GMNamedCurves.getByName("sm2p256v1");
  private static final ECDomainParameters CURVE = new ECDomainParameters(PARAMETERS);

  private Sm2Curve() {}

  /**
   * The key of an uncompressed point.
   *
   * @throws IllegalArgumentException when it does not lie on the curve
   */
  static ECPublicKeyParameters publicKey(byte[] point) {
    return new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), CURVE);
  }

  /**
   * A private key from 32 random bytes: the number that they are, into the range 1 to n - 2 of GB/T
   * 32918.1, section 6.1. As n is within 2^-32 of 2^256, no key is notably likelier than another.
   */
  static ECPrivateKeyParameters privateKey(byte[] seed) {
    BigInteger range = CURVE.getN().subtract(BigInteger.TWO);
    return new ECPrivateKeyParameters(
        new BigInteger(1, seed).mod(range).add(BigInteger.ONE), CURVE);
  }

  /** The point of a private key, uncompressed. */
  static byte[] point(ECPrivateKeyParameters key) {
    return CURVE.getG().multiply(key.getD()).normalize().getEncoded(false);
  }
}
