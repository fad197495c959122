package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.SubjectRef;
import dev.yinhu.fieldaccess.ItemResult.Done;
import dev.yinhu.fieldaccess.ItemResult.Refused;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.SubjectId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What is known of one item while its request is on its way. For one thread. */
final class Slot {
  /** Its place among the items of the request, from 0. */
  final int position;

  final Optional<DeclaredField> field;
  final String context;
  @Nullable SubjectId subject;
  @Nullable KeyScope scope;
  private Decision.@Nullable Allowed allowed;
  private @Nullable ItemResult result;
  private String outcome = "";
  private String detail = "";
  private String detailBegins = "";
  private @Nullable String recordAs;

  Slot(int position, Optional<DeclaredField> field, @Nullable String context) {
    this.position = position;
    this.field = field;
    this.context = context == null ? "" : context;
  }

  boolean open() {
    return result == null;
  }

  void refuse(ItemCode code, String detail, String message) {
    this.result = new Refused(code, message);
    this.outcome = code.text();
    this.detail = detail;
  }

  void done(String outcome, String value, boolean masked) {
    this.result = new Done(value, masked);
    this.outcome = outcome;
  }

  /** Done with a ciphertext that keeps the shape of its value. */
  void done(String outcome, String value, OptionalInt keyVersion) {
    this.result = new Done(value, false, keyVersion);
    this.outcome = outcome;
  }

  void refuseRetired() {
    refuse(
        ItemCode.KEY_RETIRED,
        "",
        "the key of this ciphertext is retired; an administrator can take that back");
  }

  void refuseErased() {
    refuse(
        ItemCode.SUBJECT_ERASED,
        "",
        "there is no such subject: erased, or never known; nothing of it can be read any more");
  }

  void refuseBeingErased() {
    refuse(
        ItemCode.SUBJECT_ERASED,
        "being-erased",
        "this subject is being erased: nothing is encrypted for it or read of it any more");
  }

  void refuseWithdrawn() {
    refuse(
        ItemCode.CONSENT_WITHDRAWN,
        "",
        "this person has taken back their consent to the purpose: nothing of theirs is read for it"
            + " any more");
  }

  void refuseWithoutConsent() {
    refuse(
        ItemCode.CONSENT_MISSING,
        "",
        "no consent to the purpose is recorded that counts: the register wants one, and of somebody"
            + " under fourteen a guardian's");
  }

  void refuseRestricted() {
    refuse(
        ItemCode.RESTRICTED,
        "",
        "this person had the processing of the field restricted: it is read under purposes whose"
            + " use is legal-duty only");
  }

  /** What holds it back is told to the log by its mark, to the caller not at all. */
  void refuseSuspended(String mark) {
    refuse(
        ItemCode.SUSPENDED,
        mark,
        "this is suspended for now, as an incident is being contained; an administrator knows"
            + " more");
  }

  void refuseDestroyed() {
    refuse(ItemCode.KEY_DESTROYED, "", "the key of this ciphertext was destroyed");
  }

  /** Adds to the entry what the caller is not told. */
  void note(String more) {
    detail = more;
  }

  /** Done with a result that is no single text; the detail is for the entry. */
  void done(String outcome, String detail, ItemResult result) {
    this.result = result;
    this.outcome = outcome;
    this.detail = detail;
  }

  /**
   * Every detail in the entry begins so: it tells one way to do the same operation from another.
   */
  void detailBegins(String word) {
    detailBegins = word;
  }

  /** How the entry names it. */
  String recordedName() {
    String known = recordAs;
    return known != null ? known : fieldName();
  }

  /** The entry names it so, and not by the field: a name of the register too. */
  void recordAs(String name) {
    recordAs = name;
  }

  void decide(Decision decision) {
    switch (decision) {
      case Decision.Allowed granted -> allowed = granted;
      case Decision.Denied(Decision.Reason reason) ->
          refuse(ItemCode.NOT_PERMITTED, reason.code(), reason.message());
    }
  }

  Decision.Allowed allowed() {
    return Objects.requireNonNull(allowed, "an item is used before it was decided");
  }

  DeclaredField declared() {
    return field.orElseThrow();
  }

  ItemResult result() {
    return Objects.requireNonNull(result, "an item was left undone");
  }

  void recordIn(AccessRecord entry) {
    recordIn(entry, outcome, detail);
  }

  /** The same item with what became of it later. */
  void recordIn(AccessRecord entry, String outcome, String detail) {
    String name = recordedName();
    Optional<String> ref =
        Optional.ofNullable(scope).flatMap(KeyScope::subject).map(SubjectRef::text);
    entry.add(name, outcome, detailOf(detail), ref);
  }

  private String fieldName() {
    return field.map(declared -> declared.ref().text()).orElse(AccessRecord.UNKNOWN_FIELD);
  }

  private String detailOf(String reason) {
    return detailBegins.isEmpty() || reason.isEmpty()
        ? detailBegins + reason
        : detailBegins + "/" + reason;
  }
}
