package dev.yinhu.benchmarks.peer;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.itemencryptor.DynamoDbItemEncryptor;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.itemencryptor.model.DecryptItemInput;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.itemencryptor.model.DynamoDbItemEncryptorConfig;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.itemencryptor.model.EncryptItemInput;
import software.amazon.cryptography.dbencryptionsdk.structuredencryption.model.CryptoAction;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.AesWrappingAlg;
import software.amazon.cryptography.materialproviders.model.CreateRawAesKeyringInput;
import software.amazon.cryptography.materialproviders.model.DBEAlgorithmSuiteId;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/** The six-field record with AWS Database Encryption SDK 3.9.0: one item with six attributes. */
public final class AwsDatabaseEncryptionSdk {
  private static final String KEY = "id";

  private final DynamoDbItemEncryptor encryptor;
  private final Map<String, AttributeValue> plain = new HashMap<>();
  private Map<String, AttributeValue> sealed;

  private AwsDatabaseEncryptionSdk(DBEAlgorithmSuiteId suite) {
    Map<String, CryptoAction> actions = new HashMap<>();
    actions.put(KEY, CryptoAction.SIGN_ONLY);
    plain.put(KEY, AttributeValue.builder().s("u-1").build());
    for (int i = 0; i < PeerRecord.VALUES.size(); i++) {
      actions.put(PeerRecord.field(i), CryptoAction.ENCRYPT_AND_SIGN);
      plain.put(PeerRecord.field(i), AttributeValue.builder().s(PeerRecord.VALUES.get(i)).build());
    }
    encryptor =
        DynamoDbItemEncryptor.builder()
            .DynamoDbItemEncryptorConfig(
                DynamoDbItemEncryptorConfig.builder()
                    .logicalTableName("users")
                    .partitionKeyName(KEY)
                    .attributeActionsOnEncrypt(actions)
                    .keyring(keyring())
                    .algorithmSuiteId(suite)
                    .build())
            .build();
    protect();
  }

  private static IKeyring keyring() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return MaterialProviders.builder()
        .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
        .build()
        .CreateRawAesKeyring(
            CreateRawAesKeyringInput.builder()
                .keyName("benchmark")
                .keyNamespace("yinhu")
                .wrappingKey(ByteBuffer.wrap(key))
                .wrappingAlg(AesWrappingAlg.ALG_AES256_GCM_IV12_TAG16)
                .build());
  }

  private int protect() {
    sealed =
        encryptor.EncryptItem(EncryptItemInput.builder().plaintextItem(plain).build())
            .encryptedItem();
    return sealed.size();
  }

  private int reveal() {
    return encryptor
        .DecryptItem(DecryptItemInput.builder().encryptedItem(sealed).build())
        .plaintextItem()
        .size();
  }

  /** Prints {@code name protect|reveal nanoseconds} lines. */
  public static void main(String[] arguments) {
    measure(
        "aws-db-esdk", DBEAlgorithmSuiteId.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_SYMSIG_HMAC_SHA384);
    measure(
        "aws-db-esdk-signed",
        DBEAlgorithmSuiteId.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384_SYMSIG_HMAC_SHA384);
  }

  private static void measure(String name, DBEAlgorithmSuiteId suite) {
    AwsDatabaseEncryptionSdk peer = new AwsDatabaseEncryptionSdk(suite);
    PeerRecord.measure(name, peer::protect, peer::reveal);
  }
}
