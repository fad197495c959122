package dev.yinhu.subjectrights.copy;

import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.register.About;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.connect.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes what a copy tells of rows out of what stores hold: values opened through field-access under
 * a legal duty, others' left out, numbers of documents and accounts masked. Not thread-safe.
 */
final class CopyRows {
  /** Rows that are opened together; so many that a batch of field-access holds them. */
  static final int TOGETHER = 100;

  private static final List<String> NUMBERS =
      List.of("user.government_id", "user.financial", "user.payment");
  private static final String TEXTS = "user.content";
  private static final String CIPHERTEXT = "yh1.";

  private final FieldAccess access;
  private final Requester requester;
  private final Purpose duty;
  private final SubjectId person;
  private final OwnWords words;
  private final boolean strong;

  /**
   * @param strong whether who asks was proven by more than the platform's word
   */
  CopyRows(
      FieldAccess access,
      Requester requester,
      Purpose duty,
      SubjectId person,
      OwnWords words,
      boolean strong) {
    this.access = access;
    this.requester = requester;
    this.duty = duty;
    this.person = person;
    this.words = words;
    this.strong = strong;
  }

  /** The rows as they are told, cells in the order of the fields. */
  List<List<CopiedCell>> told(List<DeclaredField> fields, List<StoredRow> rows) {
    List<List<CopiedCell>> cells = new ArrayList<>();
    rows.forEach(_ -> cells.add(new ArrayList<>()));
    for (DeclaredField field : fields) {
      List<CopiedCell> column = column(field, rows);
      for (int i = 0; i < column.size(); i++) {
        cells.get(i).add(column.get(i));
      }
    }
    return cells;
  }

  private List<CopiedCell> column(DeclaredField field, List<StoredRow> rows) {
    List<String> values =
        rows.stream()
            .map(row -> row.values().getOrDefault(field.ref(), Optional.empty()).orElse(""))
            .toList();
    List<String> sealed = values.stream().filter(value -> value.startsWith(CIPHERTEXT)).toList();
    boolean isOthers = field.about() == About.OTHER;
    List<ItemResult> opened = isOthers ? List.of() : open(field, sealed);
    List<CopiedCell> column = new ArrayList<>();
    int next = 0;
    for (String value : values) {
      if (value.isEmpty()) {
        column.add(CopiedCell.EMPTY);
      } else if (isOthers) {
        column.add(new CopiedCell("", CopiedCell.State.OTHERS));
      } else if (value.startsWith(CIPHERTEXT)) {
        column.add(opened(field, opened.get(next++)));
      } else {
        column.add(clear(field, value));
      }
    }
    return column;
  }

  private List<ItemResult> open(DeclaredField field, List<String> sealed) {
    if (sealed.isEmpty()) {
      return List.of();
    }
    List<OpenItem> items =
        sealed.stream()
            .map(text -> new OpenItem(field.ref().text(), person.value(), null, text))
            .toList();
    Access request =
        access.decrypt(
            requester, duty, isHidden(field) ? Disclosure.MASKED : Disclosure.CLEAR, items);
    if (request.needsStore()) {
      request.load();
    }
    return request.finish().join().items();
  }

  private CopiedCell opened(DeclaredField field, ItemResult result) {
    return switch (result) {
      case ItemResult.Done done when done.masked() ->
          new CopiedCell(done.value(), CopiedCell.State.MASKED);
      case ItemResult.Done done -> own(field, done.value());
      case ItemResult.Refused refused ->
          new CopiedCell(refused.code().text(), CopiedCell.State.UNREADABLE);
      case ItemResult.Tokenized _, ItemResult.Indexed _, ItemResult.Checked _ ->
          new CopiedCell("", CopiedCell.State.UNREADABLE);
    };
  }

  /** What keeps the shape of its value does not say its key version, so it is not opened here. */
  private CopiedCell clear(DeclaredField field, String value) {
    if (field.protection().filter(how -> how.suite().keepsShape()).isPresent()) {
      return new CopiedCell("kept-shape", CopiedCell.State.UNREADABLE);
    }
    return isHidden(field) ? new CopiedCell("****", CopiedCell.State.MASKED) : own(field, value);
  }

  private CopiedCell own(DeclaredField field, String value) {
    if (isText(field)) {
      return words.redacted(value);
    }
    words.learn(value);
    return new CopiedCell(value, CopiedCell.State.WHOLE);
  }

  private static boolean isText(DeclaredField field) {
    return field.categories().stream().anyMatch(key -> isIn(key.value(), TEXTS));
  }

  private boolean isHidden(DeclaredField field) {
    return !strong
        && field.categories().stream()
            .anyMatch(key -> NUMBERS.stream().anyMatch(root -> isIn(key.value(), root)));
  }

  private static boolean isIn(String category, String root) {
    return category.equals(root) || category.startsWith(root + ".");
  }
}
