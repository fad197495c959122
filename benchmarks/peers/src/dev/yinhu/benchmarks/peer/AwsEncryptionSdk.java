package dev.yinhu.benchmarks.peer;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.AesWrappingAlg;
import software.amazon.cryptography.materialproviders.model.CreateRawAesKeyringInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/** The six-field record with AWS Encryption SDK 3.0.2, each field a message of its own. */
public final class AwsEncryptionSdk {
  private final IKeyring keyring;
  private final AwsCrypto crypto;
  private final List<byte[]> sealed = new ArrayList<>();

  private AwsEncryptionSdk(CryptoAlgorithm algorithm) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    keyring =
        MaterialProviders.builder()
            .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
            .build()
            .CreateRawAesKeyring(
                CreateRawAesKeyringInput.builder()
                    .keyName("benchmark")
                    .keyNamespace("yinhu")
                    .wrappingKey(ByteBuffer.wrap(key))
                    .wrappingAlg(AesWrappingAlg.ALG_AES256_GCM_IV12_TAG16)
                    .build());
    crypto =
        AwsCrypto.builder()
            .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
            .withEncryptionAlgorithm(algorithm)
            .build();
    protect();
  }

  private int protect() {
    sealed.clear();
    for (int i = 0; i < PeerRecord.VALUES.size(); i++) {
      byte[] value = PeerRecord.VALUES.get(i).getBytes(StandardCharsets.UTF_8);
      sealed.add(
          crypto.encryptData(keyring, value, Map.of("field", PeerRecord.field(i))).getResult());
    }
    return sealed.size();
  }

  private int reveal() {
    int bytes = 0;
    for (byte[] one : sealed) {
      bytes += crypto.decryptData(keyring, one).getResult().length;
    }
    return bytes;
  }

  /** Prints {@code name protect|reveal nanoseconds} lines. */
  public static void main(String[] arguments) {
    measure("aws-esdk", CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY);
    measure(
        "aws-esdk-signed", CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384);
  }

  private static void measure(String name, CryptoAlgorithm algorithm) {
    AwsEncryptionSdk peer = new AwsEncryptionSdk(algorithm);
    PeerRecord.measure(name, peer::protect, peer::reveal);
  }
}
