package dev.yinhu.accessaudit.sink.transport;

import dev.yinhu.accessaudit.sink.config.SinkTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS contexts of PEM files. */
final class Pem {
  /** A key store in memory needs none, but its interface does. */
  private static final char[] NO_PASSWORD = new char[0];

  private Pem() {}

  /**
   * Trusts the authorities of the file only, or those of the Java runtime without one.
   *
   * @throws NotDelivered when the file holds no certificate
   */
  static SSLContext trusting(Optional<Path> caFile) throws NotDelivered {
    return context(new SinkTarget.Tls(caFile, "", Optional.empty(), Optional.empty()));
  }

  /** As {@link #trusting}, and shows our own certificate when there is one. */
  static SSLContext context(SinkTarget.Tls tls) throws NotDelivered {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(tls), authorities(tls.caFile()), null);
      return context;
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      // Not the cause: what is in a key file stays there.
      throw NotDelivered.forNow("tls-files-unusable", null);
    }
  }

  private static TrustManager @Nullable [] authorities(Optional<Path> caFile)
      throws GeneralSecurityException, IOException {
    if (caFile.isEmpty()) {
      return null;
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    for (Certificate authority : certificates(caFile.get())) {
      store.setCertificateEntry("authority-" + store.size(), authority);
    }
    if (store.size() == 0) {
      throw new IOException("the file holds no certificate");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager @Nullable [] keys(SinkTarget.Tls tls)
      throws GeneralSecurityException, IOException {
    if (tls.certificateFile().isEmpty() || tls.keyFile().isEmpty()) {
      return null;
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    Certificate[] chain = certificates(tls.certificateFile().get()).toArray(Certificate[]::new);
    store.setKeyEntry("ours", privateKey(tls.keyFile().get()), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws GeneralSecurityException, IOException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static PrivateKey privateKey(Path file) throws GeneralSecurityException, IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    String inner = text.replaceAll("(?s).*-----BEGIN PRIVATE KEY-----|-----END PRIVATE KEY.*", "");
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(inner));
    for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // Not of that algorithm: the next one.
      }
    }
    throw new GeneralSecurityException("no key of EC, RSA or Ed25519");
  }
}
