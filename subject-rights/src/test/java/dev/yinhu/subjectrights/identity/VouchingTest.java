package dev.yinhu.subjectrights.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.identity.VouchAnswer.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VouchingTest {
  @TempDir private static Path directory;
  private static IdentityRoom room;

  @BeforeAll
  static void open() throws Exception {
    room = new IdentityRoom(directory);
  }

  @AfterAll
  static void close() {
    room.close();
  }

  private static VouchAnswer read(JWTClaimsSet.Builder claims) throws Exception {
    return room.vouching().read(room.token(claims, room.platform));
  }

  @Test
  void aTokenProvesItsPersonOnceOverAllNodes() throws Exception {
    String token = room.token("ann-1");

    assertThat(room.vouching().read(token))
        .isEqualTo(
            new VouchAnswer.Vouched(new SubjectId("ann-1"), room.now.minusSeconds(60), false));
    assertThat(room.vouching().read(token)).isEqualTo(new Refused("shown-before"));
    assertThat(read(room.claims("ann-1").jwtID("j1"))).isInstanceOf(VouchAnswer.Vouched.class);
    assertThat(read(room.claims("bob-2").jwtID("j1"))).isEqualTo(new Refused("shown-before"));
  }

  @Test
  void claimsThatAreMissingOrAnothersProveNothing() throws Exception {
    Refused wrong = new Refused("wrong-claims");

    assertThat(read(room.claims("a").issuer("https://evil.example"))).isEqualTo(wrong);
    assertThat(read(room.claims("a").audience("shop"))).isEqualTo(wrong);
    assertThat(read(room.claims("a").jwtID(null))).isEqualTo(wrong);
    assertThat(read(room.claims("a").subject(null))).isEqualTo(wrong);
    assertThat(read(room.claims("a").claim("auth_time", null))).isEqualTo(wrong);
    assertThat(read(room.claims("a").issueTime(null))).isEqualTo(wrong);
    assertThat(read(room.claims("a").expirationTime(null))).isEqualTo(wrong);
    assertThat(read(room.claims("a").notBeforeTime(Date.from(room.now.plusSeconds(90)))))
        .isEqualTo(wrong);
  }

  @Test
  void aTokenThatIsOldLongOrOfTomorrowProvesNothing() throws Exception {
    Refused out = new Refused("out-of-time");

    assertThat(
            read(
                room.claims("a")
                    .issueTime(Date.from(room.now.minusSeconds(200)))
                    .expirationTime(Date.from(room.now.minusSeconds(61)))))
        .isEqualTo(out);
    assertThat(read(room.claims("a").expirationTime(Date.from(room.now.plusSeconds(301)))))
        .isEqualTo(out);
    assertThat(
            read(
                room.claims("a")
                    .issueTime(Date.from(room.now.plusSeconds(90)))
                    .expirationTime(Date.from(room.now.plusSeconds(120)))))
        .isEqualTo(out);
    assertThat(
            read(room.claims("a").claim("auth_time", room.now.minusSeconds(901).getEpochSecond())))
        .isEqualTo(new Refused("signed-in-too-long-ago"));
  }

  @Test
  void onlyThePlatformsKeySigns() throws Exception {
    var stranger = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();

    assertThat(room.vouching().read(room.token(room.claims("a"), stranger)))
        .isEqualTo(new Refused("not-signed"));
    assertThat(room.vouching().read(new PlainJWT(room.claims("a").build()).serialize()))
        .isInstanceOf(Refused.class);
    assertThat(room.vouching().read("x".repeat(9_000))).isEqualTo(new Refused("unreadable"));
    assertThat(room.vouching().read("")).isEqualTo(new Refused("unreadable"));
  }

  @Test
  void aStrengthIsAskedForWhereOneIsConfigured() throws Exception {
    JWKSet keys = new JWKSet(room.platform.toPublicJWK());
    Path file = Files.writeString(directory.resolve("keys.json"), keys.toString());
    Vouching strict =
        new Vouching(
            new VouchRules(
                "https://shop.example",
                "yinhu",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Set.of("two-factor"),
                VouchRules.StepUp.NONE),
            VouchKeys.of(file),
            room.database.jdbi(),
            IdentityRoom.KEY,
            () -> room.now);

    assertThat(strict.read(room.token("a"))).isEqualTo(new Refused("too-weak"));
    assertThat(strict.read(room.token(room.claims("a").claim("acr", "two-factor"), room.platform)))
        .isInstanceOf(VouchAnswer.Vouched.class);
  }

  private static boolean stepsUp(JWTClaimsSet.Builder claims) throws Exception {
    return read(claims) instanceof VouchAnswer.Vouched vouched && vouched.steppedUp();
  }

  @Test
  void aSecondFactorIsTakenAsConfiguredAndWhileItIsFresh() throws Exception {
    assertThat(stepsUp(room.claims("a").claim("acr", "two-factor"))).isTrue();
    assertThat(stepsUp(room.claims("a").claim("amr", List.of("pwd", "otp")))).isTrue();
    assertThat(stepsUp(room.claims("a").claim("amr", List.of("pwd")))).isFalse();
    assertThat(stepsUp(room.claims("a").claim("acr", "otp"))).isFalse();
    assertThat(stepsUp(room.claims("a"))).isFalse();
    assertThat(
            stepsUp(
                room.claims("a")
                    .claim("acr", "two-factor")
                    .claim("auth_time", room.now.minusSeconds(300).getEpochSecond())))
        .isTrue();
    assertThat(
            read(
                room.claims("a")
                    .claim("acr", "two-factor")
                    .claim("auth_time", room.now.minusSeconds(301).getEpochSecond())))
        .as("it still proves who it is")
        .isEqualTo(new VouchAnswer.Vouched(new SubjectId("a"), room.now.minusSeconds(301), false));
    assertThat(read(room.claims("a").claim("amr", "otp")))
        .as("amr is a list (RFC 8176)")
        .isEqualTo(new Refused("unreadable"));
  }

  @Test
  void aFileWithoutKeysIsNone() throws Exception {
    Path file = Files.writeString(directory.resolve("none.json"), "{\"keys\":[]}");

    assertThatThrownBy(() -> VouchKeys.of(file)).isInstanceOf(RightsException.class);
    assertThatThrownBy(() -> VouchKeys.of(directory.resolve("gone")))
        .isInstanceOf(RightsException.class);
  }
}
