package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.DrillMark;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.EntrySubjects;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.log.EntryPlace;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.verify.PruneDeclaration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/**
 * What the index holds of one entry: never its text, only what it is found and counted by and where
 * it lies. For one entry.
 */
final class EntryDocument {
  /** All values of {@link Attribute#KIND}. */
  static final List<String> KINDS = List.of("access", "admin", "reading", "unknown");

  /** The only value of {@link Attribute#DRILL}. */
  static final String DRILL = "yes";

  private static final FieldType WORDS = new FieldType();

  static {
    WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    WORDS.setOmitNorms(true);
    WORDS.freeze();
  }

  private final Document document = new Document();
  private final Set<Value> seen = new HashSet<>();
  private boolean ofPruning;

  private record Value(Attribute attribute, String text) {}

  private EntryDocument() {}

  /** The document of an entry; of one that cannot be read only when, and about whom it may be. */
  static EntryDocument of(StoredEntry stored) {
    EntryDocument made = new EntryDocument();
    made.place(stored.place());
    byte[] leaf = stored.leaf();
    try {
      AuditEntry entry = EntryReader.read(leaf);
      made.entry(entry);
      made.subjects(EntrySubjects.of(entry, leaf));
    } catch (AuditException e) {
      made.time(stored.committedAt().toEpochMilli());
      made.add(Attribute.KIND, "unknown");
      made.subjects(EntrySubjects.of(leaf));
    }
    return made;
  }

  Document document() {
    return document;
  }

  /** Whether the entry says that the log is, or was, pruned. */
  boolean isOfPruning() {
    return ofPruning;
  }

  private void place(EntryPlace place) {
    document.add(new NumericDocValuesField(IndexFields.INDEX, place.index()));
    document.add(new NumericDocValuesField(IndexFields.POSITION, place.position()));
    document.add(new NumericDocValuesField(IndexFields.OFFSET, place.offset()));
    document.add(new NumericDocValuesField(IndexFields.LENGTH, place.length()));
  }

  private void time(long millis) {
    document.add(NumericDocValuesField.indexedField(IndexFields.TIME, millis));
  }

  private void entry(AuditEntry entry) {
    time(entry.time().toEpochMilli());
    if (DrillMark.isOn(entry)) {
      add(Attribute.DRILL, DRILL);
    }
    switch (entry) {
      case AuditEntry.Access access -> access(access);
      case AuditEntry.Admin admin -> {
        add(Attribute.KIND, "admin");
        add(Attribute.ACTOR, admin.actor());
        add(Attribute.OPERATION, admin.action());
        add(Attribute.OUTCOME, admin.phase().name().toLowerCase(Locale.ROOT));
        ofPruning = admin.action().equals(PruneDeclaration.ACTION);
      }
      case AuditEntry.Reading reading -> {
        add(Attribute.KIND, "reading");
        add(Attribute.ACTOR, reading.actor());
        add(Attribute.OPERATION, reading.what());
      }
      case AuditEntry.Unknown _ -> add(Attribute.KIND, "unknown");
    }
  }

  private void access(AuditEntry.Access access) {
    add(Attribute.KIND, "access");
    add(Attribute.CALLER, access.caller().value());
    add(Attribute.OPERATION, access.operation().wire());
    add(Attribute.REGISTER, Long.toString(access.registerVersion()));
    access.purpose().ifPresent(purpose -> add(Attribute.PURPOSE, purpose.key()));
    access.behalf().actor().ifPresent(actor -> add(Attribute.ACTOR, actor.code()));
    access.behalf().reason().ifPresent(this::reason);
    for (AuditEntry.Item item : access.items()) {
      addOnce(Attribute.FIELD, item.field());
      addOnce(Attribute.OUTCOME, item.outcome());
      if (!item.detail().isEmpty()) {
        addOnce(Attribute.DETAIL, item.detail());
      }
    }
  }

  private void subjects(Set<String> references) {
    references.forEach(reference -> add(Attribute.REF, reference));
  }

  private void reason(Reason reason) {
    document.add(new Field(IndexFields.REASON, reason.text(), WORDS));
  }

  private void addOnce(Attribute attribute, String value) {
    if (seen.add(new Value(attribute, value))) {
      add(attribute, value);
    }
  }

  private void add(Attribute attribute, String value) {
    BytesRef term = IndexFields.term(attribute, value);
    document.add(
        attribute.isCountable()
            ? new KeywordField(attribute.word(), term, Field.Store.NO)
            : new StringField(attribute.word(), term, Field.Store.NO));
  }
}
