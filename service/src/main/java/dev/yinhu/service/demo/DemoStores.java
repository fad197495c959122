package dev.yinhu.service.demo;

import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.DataDirectory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.Base64;

/** How the demo's stores are reached: the file that {@code rights.stores_file} names. */
final class DemoStores {
  private static final String FILE = "demo-stores.yaml";
  private static final String PASSWORD = "demo-shop.password";
  private static final String KEY = "demo-crm.key";

  private final Path data;
  private final KeyPair keys;

  DemoStores(Path data) {
    this.data = data;
    try {
      this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is in every Java since 15", e);
    }
  }

  /** The keys with which requests to the customer relations are signed, new with every start. */
  KeyPair keys() {
    return keys;
  }

  /** Writes the file, and beside it the secrets that it names. */
  Path write(ConnectionInfo shop, String crm) {
    DataDirectory directory = DataDirectory.open(data);
    byte[] seed = ((EdECPrivateKey) keys.getPrivate()).getBytes().orElseThrow();
    directory.writePrivate(KEY, "whsk_" + Base64.getEncoder().encodeToString(seed) + "\n");
    directory.writePrivate(PASSWORD, shop.password() + "\n");
    directory.writePrivate(
        FILE,
        """
        stores:
          shop:
            jdbc:
              url: "%s"
              user: "%s"
              password_file: %s
          crm:
            webhook:
              url: "%s"
              key_file: %s
        """
            .formatted(shop.jdbcUrl(), shop.user(), PASSWORD, crm, KEY));
    return data.resolve(FILE);
  }
}
