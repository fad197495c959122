package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.requester;
import static dev.yinhu.fieldaccess.Room.seal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A template in the register is what a masked answer shows, whichever way it is asked for. */
class TemplateMaskTest {
  private static final String PHONE = "shop.users.phone";
  private static final CallerName SUPPORT_DESK = new CallerName("support-desk");

  private Room room;

  @BeforeEach
  void openRoom() {
    room = Room.open();
    room.access.use(
        2,
        Room.register(
            "data_categories: [user.contact.phone_number]\n"
                + "            yinhu: {protect: {suite: AES256_GCM, index: true}}",
            "data_categories: [user.contact.phone_number]\n"
                + "            yinhu: {protect: {suite: AES256_GCM, index: true,"
                + " mask: {show_last: 2, min_hidden: 6, replace: '●'}}}"));
  }

  @AfterEach
  void closeRoom() {
    room.close();
  }

  @Test
  void decryptingMaskedShowsWhatTheTemplateSays() {
    String ciphertext = room.sealed(PHONE, "person-1", "13800138000");

    BatchResult answer =
        room.decrypt(
            SUPPORT_DESK,
            new Purpose("customer-support"),
            Disclosure.MASKED,
            List.of(Room.open(PHONE, "person-1", ciphertext)));

    assertThat(answer.items()).containsExactly(new ItemResult.Done("●●●●●●●●●00", true));
  }

  @Test
  void maskingAValueInHandShowsTheSameAndHidesTheShortWhole() {
    BatchResult answer =
        Room.run(
                room.access.mask(
                    requester(SUPPORT_DESK),
                    List.of(seal(PHONE, null, "13800138000"), seal(PHONE, null, "1234567"))))
            .join();

    assertThat(answer.items())
        .containsExactly(
            new ItemResult.Done("●●●●●●●●●00", true), new ItemResult.Done("●●●●", true));
  }
}
