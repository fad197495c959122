package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.DELIVER;
import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.SERIAL;
import static dev.yinhu.fieldaccess.Room.code;
import static dev.yinhu.fieldaccess.Room.codes;
import static dev.yinhu.fieldaccess.Room.open;
import static dev.yinhu.fieldaccess.Room.seal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.SubjectId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadItemsTest {
  private static final String PERSON = "u-1";
  private static final String NUMBER = "13800138000";

  private static Room room;

  @BeforeAll
  static void openRoom() {
    room = Room.open();
  }

  @AfterAll
  static void closeRoom() {
    room.close();
  }

  private static List<String> decryptAll(List<OpenItem> items) {
    List<String> codes = new ArrayList<>();
    for (int from = 0; from < items.size(); from += FieldAccess.MAX_ITEMS) {
      List<OpenItem> some =
          items.subList(from, Math.min(items.size(), from + FieldAccess.MAX_ITEMS));
      codes.addAll(codes(room.decrypt(ORDER_SERVICE, DELIVER, Disclosure.CLEAR, some)));
    }
    return codes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "😀👩‍👩‍👧 emoji", "nul\u0000inside", "\ufeff\u202e", "张三", "\ufffd"})
  void everyTextComesBackAsItWas(String value) {
    assertThat(room.decrypt(open(PHONE, PERSON, room.sealed(PHONE, PERSON, value))))
        .isEqualTo(new ItemResult.Done(value, false));
  }

  @Test
  void values64KiBLargeAreTakenAndNoByteMore() {
    String largest = "x".repeat(65_536);
    assertThat(room.decrypt(open(PHONE, PERSON, room.sealed(PHONE, PERSON, largest))))
        .isEqualTo(new ItemResult.Done(largest, false));
    String largestChinese = "汉".repeat(21_845) + "x";
    assertThat(room.decrypt(open(PHONE, PERSON, room.sealed(PHONE, PERSON, largestChinese))))
        .isEqualTo(new ItemResult.Done(largestChinese, false));
    assertThat(
            room.encrypt(
                seal(PHONE, PERSON, largest + "x"), seal(PHONE, PERSON, largestChinese + "x")))
        .extracting(Room::code)
        .containsExactly("bad-request", "bad-request");
    assertThat(room.lastItems()).containsExactly(PHONE + "/bad-request/value/2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00", "\udc00\ud800", "😀\ud83d", "\ud83d😀"})
  void unpairedSurrogatesAreABadRequest(String text) {
    assertThat(
            room.encrypt(
                seal(PHONE, PERSON, text),
                seal(PHONE, text, "x"),
                new SealItem(PHONE, PERSON, text, "x")))
        .extracting(Room::code)
        .containsOnly("bad-request");
    assertThat(room.lastItems())
        .containsExactly(
            PHONE + "/bad-request/value/1",
            PHONE + "/bad-request/subject/1",
            PHONE + "/bad-request/context/1");
    assertThat(code(room.decrypt(open(PHONE, PERSON, "yh1." + text)))).isEqualTo("not-authentic");
    assertThat(code(room.decrypt(open(PHONE, PERSON, text)))).isEqualTo("bad-request");
  }

  @Test
  void aCiphertextCutAtAnyLengthIsRefused() {
    String whole = room.sealed(PHONE, PERSON, NUMBER);
    List<OpenItem> cut = new ArrayList<>();
    for (int length = 0; length < whole.length(); length++) {
      cut.add(open(PHONE, PERSON, whole.substring(0, length)));
    }
    List<String> codes = decryptAll(cut);
    assertThat(codes.subList(0, 4)).containsOnly("bad-request");
    // Cut before the suite it names no format yet.
    assertThat(codes.subList(4, 7)).isSubsetOf("not-authentic", "unsupported-format");
    assertThat(codes.subList(7, codes.size())).containsOnly("not-authentic");
  }

  @Test
  void aCiphertextWithAnyBitFlippedIsRefused() {
    String whole = room.sealed(PHONE, PERSON, NUMBER);
    byte[] bytes = Base64.getUrlDecoder().decode(whole.substring(4));
    List<OpenItem> flipped = new ArrayList<>();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      flipped.add(open(PHONE, PERSON, "yh1." + text));
    }
    List<String> codes = decryptAll(flipped);
    // The first two bytes name version and suite; some other suites exist.
    assertThat(codes.subList(0, 8)).containsOnly("unsupported-format");
    assertThat(codes.subList(8, 16)).containsOnly("unsupported-format", "not-authentic");
    assertThat(codes.subList(16, codes.size())).containsOnly("not-authentic");
  }

  @Test
  void aCiphertextWithAnyCharacterReplacedIsRefused() {
    String whole = room.sealed(PHONE, PERSON, NUMBER);
    List<OpenItem> changed = new ArrayList<>();
    for (int at = 0; at < whole.length(); at++) {
      for (char c : new char[] {'A', '_', '=', '\u0000', '汉'}) {
        if (whole.charAt(at) != c) {
          changed.add(open(PHONE, PERSON, whole.substring(0, at) + c + whole.substring(at + 1)));
        }
      }
    }
    assertThat(decryptAll(changed)).doesNotContain("done", "masked", "subject-erased");
  }

  @Test
  void aCiphertextOpensOnlyForItsFieldSubjectAndContext() {
    String plain = room.sealed(PHONE, PERSON, NUMBER);
    room.sealed(PHONE, "u-2", NUMBER);
    String bound =
        Room.value(room.encrypt(new SealItem(PHONE, PERSON, "order-1", NUMBER)).getFirst());
    assertThat(code(room.decrypt(new OpenItem(PHONE, PERSON, "order-1", bound)))).isEqualTo("done");
    List<OpenItem> wrong =
        List.of(
            open("shop.users.name", PERSON, plain),
            open(PHONE, "u-2", plain),
            new OpenItem(PHONE, PERSON, "order-1", plain),
            new OpenItem(PHONE, PERSON, "order-2", bound),
            open(PHONE, PERSON, bound),
            open(SERIAL, null, plain));
    assertThat(decryptAll(wrong)).containsOnly("not-authentic");
    assertThat(room.lastItems())
        .containsExactlyInAnyOrder(
            "shop.users.name/not-authentic/tag/1",
            PHONE + "/not-authentic/other-subject/1",
            PHONE + "/not-authentic/tag/3",
            SERIAL + "/not-authentic/other-subject/1");
  }

  @Test
  void aCiphertextOfAnotherInstallationIsRefused() {
    try (Room elsewhere = Room.open()) {
      String theirs = elsewhere.sealed(SERIAL, null, "SN-1");
      assertThat(code(room.decrypt(open(SERIAL, null, theirs)))).isEqualTo("not-authentic");
      assertThat(room.lastItems()).containsExactly(SERIAL + "/not-authentic/unknown-key/1");
      String theirPhone = elsewhere.sealed(PHONE, PERSON, NUMBER);
      room.sealed(PHONE, PERSON, NUMBER);
      assertThat(code(room.decrypt(open(PHONE, PERSON, theirPhone)))).isEqualTo("not-authentic");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yh", "yh1", "yh.AAAA", "yh12x.AAAA", "13800138000", "YH1.AAAA", " yh1.AAAA"})
  void whatIsNoCiphertextAtAllIsABadRequest(String text) {
    room.sealed(PHONE, PERSON, NUMBER);
    assertThat(code(room.decrypt(open(PHONE, PERSON, text)))).isEqualTo("bad-request");
    assertThat(room.lastItems()).containsExactly(PHONE + "/bad-request/ciphertext/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yh2.AAAA", "yh0.", "yh10.AAAA"})
  void aFormThatAnotherReleasePrintsIsCalledSo(String text) {
    room.sealed(PHONE, PERSON, NUMBER);
    assertThat(code(room.decrypt(open(PHONE, PERSON, text)))).isEqualTo("unsupported-format");
    assertThat(room.lastItems()).containsExactly(PHONE + "/unsupported-format/form/1");
  }

  @Test
  void anEndlessCiphertextIsABadRequest() {
    String endless = "yh1." + "A".repeat(10_000_000);
    assertThat(code(room.decrypt(open(PHONE, PERSON, endless)))).isEqualTo("bad-request");
  }

  @Test
  void theSubjectIsGivenWhereTheRegisterWantsItAndNowhereElse() {
    assertThat(
            room.encrypt(
                seal(PHONE, null, NUMBER),
                seal(SERIAL, PERSON, "SN-1"),
                seal(PHONE, "", NUMBER),
                seal(PHONE, "u".repeat(SubjectId.MAX_LENGTH + 1), NUMBER),
                seal(PHONE, "u\n1", NUMBER),
                seal(SERIAL, null, "SN-1")))
        .extracting(Room::code)
        .containsExactly(
            "bad-request", "bad-request", "bad-request", "bad-request", "bad-request", "done");
    assertThat(room.lastItems())
        .containsExactly(
            PHONE + "/bad-request/subject/4",
            SERIAL + "/bad-request/subject/1",
            SERIAL + "/encrypted//1");
  }

  @Test
  void aFieldWithoutSubjectComesBackWithoutOne() {
    String sealed = room.sealed(SERIAL, null, "SN-1");
    assertThat(room.decrypt(open(SERIAL, null, sealed)))
        .isEqualTo(new ItemResult.Done("SN-1", false));
    assertThat(room.lastEntry().at("/items/0/subjects")).isEmpty();
  }

  @Test
  void afterErasureNothingOpensAndALaterNamesakeIsSomebodyElse() {
    String sealed = room.sealed(PHONE, "erased", NUMBER);
    assertThat(room.crypto.subjects().erase(new SubjectId("erased"))).isTrue();
    assertThat(code(room.decrypt(open(PHONE, "erased", sealed)))).isEqualTo("subject-erased");
    assertThat(room.lastItems()).containsExactly(PHONE + "/subject-erased//1");
    room.sealed(PHONE, "erased", NUMBER);
    assertThat(code(room.decrypt(open(PHONE, "erased", sealed)))).isEqualTo("not-authentic");
  }

  @Test
  void aLiveSubjectsCiphertextUnderAnUnknownIdIsNotAuthentic() {
    String sealed = room.sealed(PHONE, PERSON, NUMBER);
    assertThat(code(room.decrypt(open(PHONE, "nobody", sealed)))).isEqualTo("not-authentic");
    assertThat(room.lastItems()).containsExactly(PHONE + "/not-authentic/other-subject/1");
  }

  @Test
  void contextsHaveABound() {
    String longest = "c".repeat(Texts.MAX_CONTEXT);
    assertThat(
            room.encrypt(
                new SealItem(PHONE, PERSON, longest, NUMBER),
                new SealItem(PHONE, PERSON, longest + "c", NUMBER)))
        .extracting(Room::code)
        .containsExactly("done", "bad-request");
  }
}
