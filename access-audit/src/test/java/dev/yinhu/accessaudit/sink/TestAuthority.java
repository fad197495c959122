package dev.yinhu.accessaudit.sink;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of its own that issues certificates for names. */
final class TestAuthority {
  private static final X500Name NAME = new X500Name("CN=Yinhu test authority");

  private final KeyPair keys;
  private final X509Certificate certificate;
  private int serial = 1;

  TestAuthority() throws GeneralSecurityException, IOException, OperatorCreationException {
    keys = pair();
    certificate = issue(NAME, keys, true);
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private X509Certificate issue(X500Name subject, KeyPair of, boolean authority)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    Instant now = Clock.systemUTC().instant();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            NAME,
            BigInteger.valueOf(serial++),
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            subject,
            of.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (!authority) {
      String name = subject.toString().substring("CN=".length());
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
    }
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  /** The authority's certificate in PEM. */
  Path pem(Path directory) throws GeneralSecurityException, IOException {
    return pem(directory.resolve("ca.pem"), "CERTIFICATE", certificate.getEncoded());
  }

  /** A certificate and key for a name, in PEM, in the directory. */
  void write(Path directory, String name)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    KeyPair of = pair();
    X509Certificate issued = issue(new X500Name("CN=" + name), of, false);
    pem(directory.resolve(name + ".pem"), "CERTIFICATE", issued.getEncoded());
    pem(directory.resolve(name + ".key"), "PRIVATE KEY", of.getPrivate().getEncoded());
  }

  private static Path pem(Path file, String what, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
  }

  /** What a server of that name serves with. It asks for a certificate of this authority's. */
  SSLContext server(String name)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    KeyPair of = pair();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] none = new char[0];
    X509Certificate issued = issue(new X500Name("CN=" + name), of, false);
    store.setKeyEntry("server", of.getPrivate(), none, new X509Certificate[] {issued});
    store.setCertificateEntry("authority", certificate);
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(store, none);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
