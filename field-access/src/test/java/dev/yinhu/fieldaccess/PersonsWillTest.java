package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.open;
import static dev.yinhu.fieldaccess.Room.seal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.testing.Registers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PersonsWillTest {
  private static final String BASIS = "legal_basis: contract";
  private static final Register ON_CONSENT =
      Registers.parse(
          Room.registerText()
              .replace(BASIS, "legal_basis: consent")
              .replace("index: true}}", "index: true, tokens: {kind: deterministic, ttl: 30d}}}"));
  private static final Register ON_RECORDED_CONSENT =
      Room.register(BASIS, "legal_basis: consent\n          consent: {recorded: true}");
  private static final Decided DECIDED = new Decided();
  private static Room room;
  private static FieldAccess access;
  private static String cara = "";
  private static String sealed = "";

  /** What people decided, and how often it was asked. */
  private static final class Decided implements PersonsWill {
    private final Map<String, ConsentState> consents = new HashMap<>();
    private final Set<String> restricted = new HashSet<>();
    private int asked;

    @Override
    public Map<String, ConsentState> consents(Purpose purpose, Set<String> references) {
      asked++;
      Map<String, ConsentState> known = new HashMap<>(consents);
      known.keySet().retainAll(references);
      return known;
    }

    @Override
    public boolean restricts(String reference, FieldRef field) {
      return restricted.contains(reference + "/" + field.text());
    }
  }

  @BeforeAll
  static void openRoom() {
    room = Room.open();
    access =
        FieldAccess.open(
            room.database.jdbi(),
            room.crypto,
            room.audit,
            room.clock,
            Room.SHANGHAI,
            Tombstones.NONE,
            Suspensions.NONE,
            DECIDED);
    sealed = room.sealed(PHONE, "cara", "13800138000");
    cara = room.access.persons().known(new SubjectId("cara")).orElseThrow();
  }

  @AfterAll
  static void closeRoom() {
    access.close();
    room.close();
  }

  @BeforeEach
  void nobodyDecidedAnything() {
    DECIDED.consents.clear();
    DECIDED.restricted.clear();
    DECIDED.asked = 0;
    access.use(1, ON_CONSENT);
  }

  private static Requester shop() {
    return new Requester(Room.ORDER_SERVICE, "r-1");
  }

  private static Access decrypt() {
    String doras = room.sealed(PHONE, "dora", "13900139000");
    return access.decrypt(
        shop(),
        Room.DELIVER,
        Disclosure.CLEAR,
        List.of(open(PHONE, "cara", sealed), open(PHONE, "dora", doras)));
  }

  private static List<String> codes(Access request) {
    return Room.codes(Room.run(request).join());
  }

  @Test
  void ofSomebodyWhoTookTheConsentBackNothingIsReadForThePurposeWhileOthersAre() {
    assertThat(codes(decrypt())).containsExactly("done", "done");

    DECIDED.consents.put(cara, ConsentState.WITHDRAWN);

    assertThat(codes(decrypt())).containsExactly("consent-withdrawn", "done");
    assertThat(room.lastItems()).contains(PHONE + "/consent-withdrawn//1");
  }

  @Test
  void whereTheRegisterWantsARecordedConsentNothingIsReadWithoutOne() {
    access.use(2, ON_RECORDED_CONSENT);
    assertThat(codes(decrypt())).containsExactly("consent-missing", "consent-missing");

    DECIDED.consents.put(cara, ConsentState.GIVEN);

    assertThat(codes(decrypt())).containsExactly("done", "consent-missing");
  }

  @Test
  void consentIsAskedOnceInARequestAndNeverForAPurposeOnAnotherGround() {
    assertThat(decrypt().needsStore()).isTrue();
    var _ = codes(decrypt());
    assertThat(DECIDED.asked).isEqualTo(1);

    access.use(2, Room.register(BASIS, BASIS));
    DECIDED.consents.put(cara, ConsentState.WITHDRAWN);

    assertThat(codes(decrypt())).containsExactly("done", "done");
    assertThat(DECIDED.asked).isEqualTo(1);
  }

  @Test
  void encryptingAsksNobodysConsent() {
    DECIDED.consents.put(cara, ConsentState.WITHDRAWN);

    assertThat(codes(access.encrypt(shop(), List.of(seal(PHONE, "cara", "1")))))
        .containsExactly("done");
    assertThat(DECIDED.asked).isZero();
  }

  @Test
  void aRequestThatDidNotAskIsNotFinished() {
    Access request = decrypt();

    assertThatThrownBy(request::finish).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTokenOfSomebodyWhoTookTheConsentBackIsNotTurnedBackWhetherTheyAreNamedOrNot() {
    String text =
        Room.value(
            Room.run(access.tokenize(shop(), List.of(seal(PHONE, "cara", "13800138000"))))
                .join()
                .items()
                .getFirst());
    List<TokenItem> items =
        List.of(new TokenItem(PHONE, "cara", text), new TokenItem(PHONE, null, text));
    assertThat(codes(access.detokenize(shop(), Room.DELIVER, Disclosure.CLEAR, items)))
        .containsExactly("done", "done");

    DECIDED.consents.put(cara, ConsentState.WITHDRAWN);

    assertThat(codes(access.detokenize(shop(), Room.DELIVER, Disclosure.CLEAR, items)))
        .containsExactly("consent-withdrawn", "consent-withdrawn");
  }

  @Test
  void aFileOfSomebodyWhoTookTheConsentBackIsNotOpened() throws IOException {
    FileItem item = new FileItem(PHONE, "cara", null);
    byte[] plain = "a scanned page".getBytes(StandardCharsets.UTF_8);
    var file = new ByteArrayOutputStream();
    assertThat(access.encryptFile(shop(), item, new ByteArrayInputStream(plain)))
        .isInstanceOfSatisfying(FileAccess.Begun.class, begun -> transfer(begun, file));
    DECIDED.consents.put(cara, ConsentState.WITHDRAWN);

    FileAccess opened =
        access.decryptFile(
            shop(), Room.DELIVER, item, new ByteArrayInputStream(file.toByteArray()));

    assertThat(opened)
        .isInstanceOfSatisfying(
            FileAccess.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(ItemCode.CONSENT_WITHDRAWN));
  }

  private static void transfer(FileAccess.Begun begun, ByteArrayOutputStream to) {
    try {
      assertThat(begun.transferTo(to)).isTrue();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Access search(Optional<Purpose> purpose, @Nullable String person) {
    return access.index(
        shop(),
        purpose,
        List.of(new IndexItem(PHONE, null, "13800138000", Optional.empty(), person)));
  }

  @Test
  void aSearchThatNamesSomebodyAsksForTheirConsentAndRestrictionsAndStoringAnIndexDoesNot() {
    DECIDED.consents.put(cara, ConsentState.WITHDRAWN);

    assertThat(codes(search(Optional.of(Room.DELIVER), "cara")))
        .containsExactly("consent-withdrawn");
    assertThat(codes(search(Optional.of(Room.DELIVER), null))).containsExactly("done");
    assertThat(codes(search(Optional.empty(), "cara"))).containsExactly("done");
    assertThat(DECIDED.asked).isEqualTo(1);

    DECIDED.consents.clear();
    DECIDED.restricted.add(cara + "/" + PHONE);

    assertThat(codes(search(Optional.of(Room.DELIVER), "cara"))).containsExactly("restricted");
    assertThat(codes(search(Optional.empty(), "cara"))).containsExactly("done");
  }

  @Test
  void whatWasRestrictedIsReadForLegalDutiesOnly() {
    access.use(2, Room.register(BASIS, BASIS));
    DECIDED.restricted.add(cara + "/" + PHONE);
    assertThat(codes(decrypt())).containsExactly("restricted", "done");

    access.use(3, Room.register("use: provide-service", "use: legal-duty"));

    assertThat(codes(decrypt())).containsExactly("done", "done");
  }
}
