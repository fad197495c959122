package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.DELIVER;
import static dev.yinhu.fieldaccess.Room.MARKETING;
import static dev.yinhu.fieldaccess.Room.MARKETING_JOB;
import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.SUPPORT;
import static dev.yinhu.fieldaccess.Room.SUPPORT_DESK;
import static dev.yinhu.fieldaccess.Room.codes;
import static dev.yinhu.fieldaccess.Room.requester;
import static dev.yinhu.fieldaccess.Room.run;
import static dev.yinhu.fieldaccess.Room.seal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.testing.Registers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever gets the same answer for the same value could try out all values there are: such answers
 * count. support-desk may 50 in a second and 2,000 in a day; marketing-job 1,000 in a day;
 * order-service as many as it likes.
 */
class LookUpLimitsTest {
  private static final String NUMBER = "13800138000";

  private Room room;

  @BeforeEach
  void openRoom() {
    room = Room.open();
  }

  @AfterEach
  void closeRoom() {
    room.close();
  }

  private BatchResult look(CallerName caller, Optional<Purpose> purpose, int count) {
    List<IndexItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(new IndexItem(PHONE, null, "1380000" + (1_000 + i), Optional.empty(), null));
    }
    return run(room.access.index(requester(caller), purpose, items)).join();
  }

  private static long done(BatchResult result) {
    assertThat(codes(result))
        .allMatch(code -> code.equals("done") || code.equals("limit-exceeded"));
    return result.succeeded();
  }

  @Test
  void indexesCountAgainstThePurposeThatIsNamed() {
    assertThat(done(look(SUPPORT_DESK, Optional.of(SUPPORT), 40))).isEqualTo(40);
    BatchResult partial = look(SUPPORT_DESK, Optional.of(SUPPORT), 40);
    assertThat(done(partial)).isEqualTo(10);
    assertThat(partial.retryAfter()).contains(Duration.ofMillis(20));
    assertThat(room.lastItems())
        .containsExactly(PHONE + "/indexed//10", PHONE + "/limit-exceeded//30");
    assertThat(look(SUPPORT_DESK, Optional.of(SUPPORT), 3).allLimited()).isTrue();
  }

  @Test
  void leavingThePurposeOutDoesNotHelp() {
    assertThat(done(look(MARKETING_JOB, Optional.empty(), 900))).isEqualTo(900);
    assertThat(done(look(MARKETING_JOB, Optional.of(MARKETING), 200))).isEqualTo(100);
    assertThat(look(MARKETING_JOB, Optional.empty(), 1).allLimited()).isTrue();
  }

  @Test
  void aGrantWithoutLimitsIsTakenWhereThereIsOne() {
    assertThat(done(look(ORDER_SERVICE, Optional.empty(), 1_000))).isEqualTo(1_000);
    assertThat(done(look(ORDER_SERVICE, Optional.of(DELIVER), 1_000))).isEqualTo(1_000);
  }

  @Test
  void readingAndLookingUpShareOneBudget() {
    String sealed = room.sealed(PHONE, "u-1", NUMBER);
    assertThat(done(look(MARKETING_JOB, Optional.empty(), 999))).isEqualTo(999);
    List<OpenItem> both = List.of(Room.open(PHONE, "u-1", sealed), Room.open(PHONE, "u-1", sealed));

    BatchResult read = room.decrypt(MARKETING_JOB, MARKETING, Disclosure.MASKED, both);

    assertThat(codes(read)).containsExactly("masked", "limit-exceeded");
  }

  /** order-service may encrypt for deliver-order; here that has a limit. */
  private void limitOrderService(String protection) {
    String granted = "name: order-service, operations: [encrypt, decrypt";
    String text = Room.registerText();
    assertThat(text).contains(granted);
    room.access.use(
        2,
        Registers.parse(
            text.replace(
                    granted,
                    "name: order-service, limits: {daily: 10}, operations: [encrypt, decrypt")
                .replaceFirst(
                    "\\Q{protect: {suite: AES256_GCM, index: true}}\\E",
                    "{protect: {" + protection + "}}")));
  }

  private static List<SealItem> numbers(int count) {
    List<SealItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(seal(PHONE, "u-1", "1380000" + (1_000 + i)));
    }
    return items;
  }

  private BatchResult encrypt(int count) {
    return run(room.access.encrypt(requester(ORDER_SERVICE), numbers(count))).join();
  }

  private BatchResult tokenize(int count) {
    return run(room.access.tokenize(requester(ORDER_SERVICE), numbers(count))).join();
  }

  @Test
  void ciphertextsThatTellEqualValuesCount() {
    limitOrderService("suite: AES256_SIV");
    assertThat(done(encrypt(8))).isEqualTo(8);
    assertThat(done(encrypt(8))).isEqualTo(2);
    limitOrderService("suite: FF1_AES256");
    assertThat(encrypt(1).allLimited()).isTrue();
  }

  @Test
  void tokensThatTellEqualValuesCountBeforeTheyAreMade() {
    limitOrderService("suite: AES256_GCM, tokens: {kind: deterministic}");
    assertThat(done(tokenize(12))).isEqualTo(10);
    assertThat(room.lastItems())
        .containsExactly(PHONE + "/tokenized//10", PHONE + "/limit-exceeded//2");
    limitOrderService("suite: AES256_GCM, tokens: {kind: one-way}");
    assertThat(tokenize(1).allLimited()).isTrue();
  }

  @Test
  void whatTellsNothingDoesNotCount() {
    limitOrderService("suite: AES256_GCM, tokens: {kind: random}");

    assertThat(done(encrypt(30))).isEqualTo(30);
    assertThat(done(tokenize(30))).isEqualTo(30);
  }

  @Test
  void jobsInsideThisProcessAreNotCounted() {
    limitOrderService("suite: FF1_AES256, index: true");
    IndexItem index = new IndexItem(PHONE, null, NUMBER, Optional.empty(), null);

    assertThat(done(run(room.access.encryptInside(requester(ORDER_SERVICE), numbers(30))).join()))
        .isEqualTo(30);
    assertThat(
            done(
                run(room.access.indexInside(
                        requester(ORDER_SERVICE), Collections.nCopies(30, index)))
                    .join()))
        .isEqualTo(30);
    assertThat(done(encrypt(12))).isEqualTo(10);
  }

  @Test
  void aClockSetBackDoesNotHoldTheBurstUp() {
    assertThat(done(look(SUPPORT_DESK, Optional.of(SUPPORT), 50))).isEqualTo(50);
    room.clock.advance(Duration.ofMinutes(-5));
    assertThat(look(SUPPORT_DESK, Optional.of(SUPPORT), 1).allLimited()).isTrue();

    room.clock.advance(Duration.ofSeconds(1));

    assertThat(done(look(SUPPORT_DESK, Optional.of(SUPPORT), 50))).isEqualTo(50);
  }
}
