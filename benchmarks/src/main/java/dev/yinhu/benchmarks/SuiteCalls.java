package dev.yinhu.benchmarks;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.Envelope;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.Opened;
import dev.yinhu.crypto.ShapeOpened;
import dev.yinhu.crypto.ShapeSealed;
import dev.yinhu.crypto.ShapedField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import dev.yinhu.register.ValueFormat;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.openjdk.jmh.infra.Blackhole;

/** Six values under one suite: through Yinhu, and by the bare primitives on the same bytes. */
final class SuiteCalls {
  private static final Set<Suite> SHAPED = EnumSet.of(Suite.FF1_AES256, Suite.FF1_SM4);

  private final Suite suite;
  private final Crypto crypto;
  private final KeyScope scope;
  private final BareSuite bare;
  private final List<FieldRef> fields = new ArrayList<>();
  private final List<ShapedField> shaped = new ArrayList<>();
  private final List<byte[]> plaintexts;
  private final List<Envelope> envelopes = new ArrayList<>();
  private final List<String> shapes = new ArrayList<>();
  private final List<byte[]> bareSealed = new ArrayList<>();

  SuiteCalls(Suite suite, Crypto crypto, KeyScope scope) throws GeneralSecurityException {
    this.suite = suite;
    this.crypto = crypto;
    this.scope = scope;
    this.bare = bare(suite);
    this.plaintexts = SHAPED.contains(suite) ? SixValues.mobiles() : SixValues.bytes();
    for (int i = 0; i < plaintexts.size(); i++) {
      FieldRef field = FieldRef.parse(SixValues.field(i));
      fields.add(field);
      bareSealed.add(bare.seal(i, plaintexts.get(i)));
      if (SHAPED.contains(suite)) {
        shaped.add(new ShapedField(field, suite, ValueFormat.MOBILE_CN));
        shapes.add(shape(i));
      } else {
        envelopes.add(envelope(i));
      }
    }
  }

  private static BareSuite bare(Suite suite) throws GeneralSecurityException {
    return switch (suite) {
      case AES256_GCM -> new BareAes.Gcm();
      case XAES256_GCM -> new BareAes.Xaes();
      case AES256_SIV -> new BareAes.Siv();
      case SM4_GCM -> new BareSm4.Gcm();
      case SM4_CTR_HMAC_SM3 -> new BareSm4.CtrHmac();
      case FF1_AES256 -> new BareFf1(AESEngine::newInstance, 32);
      case FF1_SM4 -> new BareFf1(SM4Engine::new, 16);
    };
  }

  private Envelope envelope(int i) {
    return crypto.cipher().seal(suite, fields.get(i), scope, "", plaintexts.get(i));
  }

  private String shape(int i) {
    String value = new String(plaintexts.get(i), StandardCharsets.UTF_8);
    return switch (crypto.formats().seal(shaped.get(i), scope, "", value)) {
      case ShapeSealed.Ciphertext(String text, int _) -> text;
      case ShapeSealed.Misfit(String expected) -> throw new IllegalStateException(expected);
    };
  }

  void protect(Blackhole sink) {
    for (int i = 0; i < fields.size(); i++) {
      sink.consume(shaped.isEmpty() ? envelope(i) : shape(i));
    }
  }

  void reveal(Blackhole sink) {
    for (int i = 0; i < fields.size(); i++) {
      sink.consume(shaped.isEmpty() ? opened(i) : unshaped(i));
    }
  }

  private byte[] opened(int i) {
    Opened opened = crypto.cipher().open(fields.get(i), scope, "", envelopes.get(i));
    if (opened instanceof Opened.Plaintext plaintext) {
      return plaintext.value();
    }
    throw new IllegalStateException("an envelope did not open: " + opened);
  }

  private String unshaped(int i) {
    ShapeOpened opened =
        crypto.formats().open(shaped.get(i), scope, "", shapes.get(i), OptionalInt.of(1));
    if (opened instanceof ShapeOpened.Plaintext(String value)) {
      return value;
    }
    throw new IllegalStateException("a ciphertext did not open: " + opened);
  }

  void protectBare(Blackhole sink) throws GeneralSecurityException {
    for (int i = 0; i < plaintexts.size(); i++) {
      sink.consume(bare.seal(i, plaintexts.get(i)));
    }
  }

  void revealBare(Blackhole sink) throws GeneralSecurityException {
    for (int i = 0; i < plaintexts.size(); i++) {
      sink.consume(bare.open(i, bareSealed.get(i)));
    }
  }
}
