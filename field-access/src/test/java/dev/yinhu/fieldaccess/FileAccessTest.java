package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.DELIVER;
import static dev.yinhu.fieldaccess.Room.MARKETING;
import static dev.yinhu.fieldaccess.Room.MARKETING_JOB;
import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.SERIAL;
import static dev.yinhu.fieldaccess.Room.SUPPORT;
import static dev.yinhu.fieldaccess.Room.SUPPORT_DESK;
import static dev.yinhu.fieldaccess.Room.requester;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files under guard: who gets them, what is recorded, and what happens when one breaks off. */
class FileAccessTest {
  private static final int LENGTH = 200_000;

  private Room room;
  private final byte[] plain = new byte[LENGTH];

  @BeforeEach
  void openRoom() {
    room = Room.open();
    new Random(7).nextBytes(plain);
  }

  @AfterEach
  void closeRoom() {
    room.close();
  }

  private static FileItem item(String field, @Nullable String subject) {
    return new FileItem(field, subject, null);
  }

  private byte[] sealed(FileItem item) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileAccess access =
        room.access.encryptFile(requester(ORDER_SERVICE), item, new ByteArrayInputStream(plain));
    assertThat(((FileAccess.Begun) access).transferTo(out)).isTrue();
    return out.toByteArray();
  }

  private FileAccess open(CallerName caller, Purpose purpose, FileItem item, byte[] file)
      throws IOException {
    return room.access.decryptFile(
        requester(caller), purpose, item, new ByteArrayInputStream(file));
  }

  private FileAccess open(FileItem item, byte[] file) throws IOException {
    return open(ORDER_SERVICE, DELIVER, item, file);
  }

  private static String code(FileAccess access) {
    return switch (access) {
      case FileAccess.Begun _ -> "begun";
      case FileAccess.Refused refused -> refused.code().text();
    };
  }

  @Test
  void aFileComesBackAndBothWaysAreRecordedBeforeItsFirstByte() throws IOException {
    FileItem item = item(PHONE, "u-1");
    byte[] file = sealed(item);
    assertThat(room.lastItems()).containsExactly(PHONE + "/encrypted//1");
    FileAccess access = open(item, file);
    assertThat(room.lastItems()).containsExactly(PHONE + "/clear//1");
    assertThat(room.lastEntry().get("items").get(0).get("subjects")).hasSize(1);
    long entries = room.audit.head().size();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(((FileAccess.Begun) access).transferTo(out)).isTrue();
    assertThat(out.toByteArray()).isEqualTo(plain);
    assertThat(room.audit.head().size()).isEqualTo(entries);
  }

  @Test
  void aFileOfAFieldWithoutSubjectNeedsNone() throws IOException {
    byte[] file = sealed(item(SERIAL, null));
    assertThat(code(open(item(SERIAL, null), file))).isEqualTo("begun");
    assertThat(code(open(item(SERIAL, "u-1"), file))).isEqualTo("bad-request");
  }

  @Test
  void whoMaySeeTheMaskedValueOnlyGetsNoFile() throws IOException {
    FileItem item = item(PHONE, "u-1");
    byte[] file = sealed(item);
    assertThat(code(open(SUPPORT_DESK, SUPPORT, item, file))).isEqualTo("not-permitted");
    assertThat(room.lastItems()).containsExactly(PHONE + "/not-permitted/only-masked/1");
    assertThat(code(open(MARKETING_JOB, MARKETING, item, file))).isEqualTo("not-permitted");
    assertThat(
            code(
                room.access.encryptFile(
                    requester(MARKETING_JOB), item, InputStream.nullInputStream())))
        .isEqualTo("not-permitted");
  }

  @Test
  void whatDoesNotBelongTogetherIsRefusedBeforeTheFirstByte() throws IOException {
    FileItem item = item(PHONE, "u-1");
    byte[] file = sealed(item);
    sealed(item(PHONE, "u-2"));
    assertThat(code(open(item(PHONE, "u-2"), file))).isEqualTo("not-authentic");
    assertThat(room.lastItems()).containsExactly(PHONE + "/not-authentic/other-subject/1");
    assertThat(code(open(item(PHONE, "never-seen"), file))).isEqualTo("not-authentic");
    assertThat(code(open(new FileItem(PHONE, "u-1", "c"), file))).isEqualTo("not-authentic");
    assertThat(room.lastItems()).containsExactly(PHONE + "/not-authentic/tag/1");
    assertThat(code(open(item(PHONE, "u-1"), Arrays.copyOf(file, 40)))).isEqualTo("not-authentic");
    assertThat(room.lastItems()).containsExactly(PHONE + "/not-authentic/truncated/1");
    assertThat(code(open(item, plain))).isEqualTo("bad-request");
    assertThat(code(open(item, new byte[0]))).isEqualTo("bad-request");
    assertThat(code(open(item("shop.users.fax", "u-1"), file))).isEqualTo("bad-request");
    assertThat(code(open(item(PHONE, null), file))).isEqualTo("bad-request");
    byte[] newer = file.clone();
    newer[3] = '2';
    assertThat(code(open(item, newer))).isEqualTo("unsupported-format");
  }

  @Test
  void theFileOfAnErasedPersonIsGone() throws IOException {
    FileItem item = item(PHONE, "u-1");
    byte[] file = sealed(item);
    room.crypto.subjects().erase(new SubjectId("u-1"));
    assertThat(code(open(item, file))).isEqualTo("subject-erased");
  }

  @Test
  void aFileChangedLaterIsRecordedAsSecondEntryOfTheSameRequest() throws IOException {
    FileItem item = item(PHONE, "u-1");
    byte[] file = sealed(item);
    file[file.length - 1] ^= 1;
    FileAccess access = open(item, file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String request = room.lastEntry().get("request").asText();
    assertThat(((FileAccess.Begun) access).transferTo(out)).isFalse();
    assertThat(out.toByteArray()).hasSizeLessThan(LENGTH).isEqualTo(beginning(out.size()));
    assertThat(room.lastItems()).containsExactly(PHONE + "/not-authentic/tag/1");
    assertThat(room.lastEntry().get("request").asText()).isEqualTo(request);
    assertThat(room.lastEntry().get("items").get(0).get("subjects")).hasSize(1);

    FileAccess cut = open(item, Arrays.copyOf(file, 2 * 65_536 + 26));
    assertThat(((FileAccess.Begun) cut).transferTo(OutputStream.nullOutputStream())).isFalse();
    assertThat(room.lastItems()).containsExactly(PHONE + "/not-authentic/truncated/1");
  }

  /** What is left of a client that went away. */
  private static final class Gone extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("gone");
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return read();
    }
  }

  private byte[] beginning(int length) {
    return Arrays.copyOf(plain, length);
  }

  @Test
  void aReaderThatGoesAwayIsRecorded() throws IOException {
    FileItem item = item(PHONE, "u-1");
    byte[] file = sealed(item);
    FileAccess access = open(item, file);
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("gone");
          }
        };
    assertThatThrownBy(() -> ((FileAccess.Begun) access).transferTo(gone)).hasMessage("gone");
    assertThat(room.lastItems()).containsExactly(PHONE + "/interrupted//1");
    assertThat(room.lastEntry().get("operation").asText()).isEqualTo("decrypt");
  }

  @Test
  void aWriterThatGoesAwayIsRecorded() {
    InputStream gone = new SequenceInputStream(new ByteArrayInputStream(plain), new Gone());
    FileAccess access = room.access.encryptFile(requester(ORDER_SERVICE), item(PHONE, "u-1"), gone);
    assertThatThrownBy(
            () -> ((FileAccess.Begun) access).transferTo(OutputStream.nullOutputStream()))
        .hasMessage("gone");
    assertThat(room.lastItems()).containsExactly(PHONE + "/interrupted//1");
  }

  @Test
  void withoutTheLogNoFileIsGiven() throws IOException {
    FileItem item = item(PHONE, "u-1");
    byte[] file = sealed(item);
    room.audit.close();
    assertThatThrownBy(() -> open(item, file)).isInstanceOf(AuditUnavailable.class);
    assertThatThrownBy(() ->
            room.access.encryptFile(
                requester(ORDER_SERVICE), item, new ByteArrayInputStream(plain)))
        .isInstanceOf(AuditUnavailable.class);
  }

  @Test
  void aFileCountsAsOneValueAgainstTheLimits() throws IOException {
    FileItem item = item(PHONE, "u-1");
    byte[] file = sealed(item);
    room.access.use(
        2,
        Room.register(
            "{name: order-service, operations: [encrypt, decrypt]}",
            "{name: order-service, operations: [encrypt, decrypt], limits: {daily: 2}}"));
    InputStream broken =
        new SequenceInputStream(new ByteArrayInputStream(Arrays.copyOf(file, 100)), new Gone());
    assertThatThrownBy(
            () -> room.access.decryptFile(requester(ORDER_SERVICE), DELIVER, item, broken))
        .hasMessage("gone");
    assertThat(List.of(code(open(item, file)), code(open(item, file)), code(open(item, file))))
        .containsExactly("begun", "begun", "limit-exceeded");
    FileAccess.Refused refused = (FileAccess.Refused) open(item, file);
    assertThat(refused.retryAfter()).isPresent();
  }
}
