package dev.yinhu.service.api;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service with a shop's database, a mail server and a platform that signs tokens. The shop's
 * customers have their mail addresses sealed.
 */
final class ProofScene implements AutoCloseable {
  private static final Duration OLD = Duration.ofDays(100);
  private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{8}(?![0-9])");
  private static final Pattern STOP = Pattern.compile("\\b[0-9A-HJKMNP-TV-Z]{26}\\b");

  final LiveService service;
  private final Path folder;
  private final TestDatabase shop = TestDatabase.create();
  private final GreenMail mails =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final ECKey platform;
  private final AtomicInteger people = new AtomicInteger();

  ProofScene(Path folder) throws IOException, JOSEException {
    this(folder, "", Map.entry("jwks_file", folder.resolve("platform.json").toString()));
  }

  /**
   * The same with more channels than mail.
   *
   * @param keys setting that says where the platform's keys are
   */
  ProofScene(Path folder, String more, Map.Entry<String, String> keys)
      throws IOException, JOSEException {
    this(folder, more, keys, Map.of());
  }

  /**
   * The same with more settings.
   *
   * @param settings by key
   */
  ProofScene(Path folder, String more, Map.Entry<String, String> keys, Map<String, String> settings)
      throws IOException, JOSEException {
    this.folder = folder;
    mails.start();
    platform = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    for (String table :
        List.of(
            "addresses (id text primary key, user_id text, detail text)",
            "orders (id text primary key, user_id text, consignee_name text, consignee_phone text,"
                + " amount text, created_at timestamptz, completed_at timestamptz)",
            "chats (id text primary key, user_id text, text text, created_at timestamptz)",
            "contacts (id text primary key, customer_id text, nickname text, note text)")) {
      shop.jdbi().useHandle(handle -> handle.execute("create table " + table));
    }
    shop.jdbi()
        .useHandle(handle ->
            handle.execute(
                "create table users (id text primary key, name text, phone text, email text,"
                    + " id_number text, created_at timestamptz, phone_index text, phone_last4 text,"
                    + " email_index text)"));
    write("platform.json", new JWKSet(platform.toPublicJWK()).toString());
    write("shop.password", shop.connectionInfo().password() + "\n");
    write(
        "stores.yaml",
        """
        stores:
          shop:
            jdbc: {url: "%s", user: "%s", password_file: shop.password}
          crm:
            jdbc: {url: "%s", user: "%s", password_file: shop.password}
        """
            .formatted(
                shop.connectionInfo().jdbcUrl(),
                shop.connectionInfo().user(),
                shop.connectionInfo().jdbcUrl(),
                shop.connectionInfo().user()));
    write(
        "targets.yaml",
        """
        version: 1
        targets: [{name: shop, url: "%s", user: "%s", password-file: shop.password}]
        """
            .formatted(shop.connectionInfo().jdbcUrl(), shop.connectionInfo().user()));
    write(
        "channels.yaml",
        """
        platform: 示例商城
        language: en
        contacts:
          email: {field: shop.users.email, since: shop.users.created_at}
          sms: {field: shop.users.phone, since: shop.users.created_at}
        smtp: {host: 127.0.0.1, port: %d, security: none, from: privacy@shop.example}
        """
                .formatted(mails.getSmtp().getPort())
            + more);
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "logging.access",
                "true",
                "rights.stores_file",
                folder.resolve("stores.yaml").toString(),
                "notices.channels_file",
                folder.resolve("channels.yaml").toString(),
                "rights.vouching.issuer",
                "https://shop.example",
                "rights.vouching.audience",
                "yinhu-rights",
                "rights.vouching.step_up_amr",
                "otp hwk",
                "rights.vouching." + keys.getKey(),
                keys.getValue()));
    all.putAll(settings);
    service = LiveService.start(folder.resolve("data"), all);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** The platform's id of somebody whom the shop has known for long. */
  String customer() {
    return customer(OLD);
  }

  /** The same, for so long. */
  String customer(Duration known) {
    String id = "person-" + people.incrementAndGet() + "-5e1d";
    List<String> sealed =
        service
            .post(
                "order-service",
                "/v1/encrypt",
                """
                {"items":[{"field":"shop.users.email","subject":"%s","value":"%s"},
                  {"field":"shop.users.phone","subject":"%s","value":"%s"}]}
                """
                    .formatted(id, address(id), id, phone(id)))
            .results();
    shop.jdbi()
        .useHandle(handle ->
            handle.execute(
                "insert into users (id, email, phone, created_at) values (?, ?, ?, ?)",
                id,
                sealed.getFirst(),
                sealed.getLast(),
                Clock.systemUTC().instant().minus(known).atOffset(ZoneOffset.UTC)));
    return id;
  }

  /** So many customers whose numbers stand in the shop's table as they are. */
  void readable(int customers) {
    shop.jdbi()
        .useHandle(handle ->
            handle.execute(
                "insert into users (id, phone) select 'readable-' || i, (13812345600 + i)::text"
                    + " from generate_series(1, ?) i",
                customers));
  }

  static String phone(String id) {
    return "1380013" + String.format(Locale.ROOT, "%04d", Math.floorMod(id.hashCode(), 10_000));
  }

  static String address(String id) {
    return id + "@mail.example";
  }

  /** What the platform signs for somebody whom it has signed in. */
  String token(String person) {
    return token(person, List.of("pwd"));
  }

  /** The same, for who signed in by these methods. */
  String token(String person, List<String> methods) {
    Instant now = Clock.systemUTC().instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("https://shop.example")
            .audience("yinhu-rights")
            .subject(person)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(120)))
            .claim("auth_time", now.minusSeconds(60).getEpochSecond())
            .claim("amr", methods)
            .build();
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims);
    try {
      jwt.sign(new ECDSASigner(platform));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }

  /** The texts that came to somebody, the first first. */
  List<String> mails(String person) {
    return Stream.of(mails.getReceivedMessages())
        .filter(mail -> isTo(mail, address(person)))
        .map(ProofScene::text)
        .toList();
  }

  private static boolean isTo(MimeMessage mail, String address) {
    try {
      return mail.getAllRecipients()[0].toString().equals(address);
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(MimeMessage mail) {
    try {
      return String.valueOf(mail.getContent());
    } catch (MessagingException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The newest of so many codes, when all have come. */
  String code(String person, int count) {
    return found(person, CODE, count).getLast();
  }

  String stop(String person) {
    return found(person, STOP, 1).getLast();
  }

  private List<String> found(String person, Pattern pattern, int count) {
    Await.until(count + " mails have come", () -> matches(mails(person), pattern).size() >= count);
    return matches(mails(person), pattern);
  }

  private static List<String> matches(List<String> texts, Pattern pattern) {
    return texts.stream().map(pattern::matcher).filter(Matcher::find).map(Matcher::group).toList();
  }

  @Override
  public void close() {
    service.close();
    mails.stop();
    shop.close();
  }
}
