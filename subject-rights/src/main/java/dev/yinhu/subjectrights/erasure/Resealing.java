package dev.yinhu.subjectrights.erasure;

import dev.yinhu.crypto.Envelope;
import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.BatchResult;
import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.ItemCode;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.Persons;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.fieldaccess.SealItem;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Hands values that a law keeps from the person's key to one of the case's own. What is under it
 * already is left as it is, so that it can be done again. For one thread.
 */
final class Resealing {
  private final FieldAccess access;
  private final Purpose duty;
  private final Requester requester;
  private final SubjectId person;
  private final SubjectId retained;
  private final FieldRef field;
  private long clear;
  private long gone;

  Resealing(Deletion.Ground ground, CaseId id, SubjectId person, FieldRef field) {
    this.access = ground.access();
    this.duty = ground.duty();
    this.requester = new Requester(TombstoneBook.CALLER, id.text());
    this.person = person;
    this.retained = Persons.retained(id.text());
    this.field = field;
  }

  /** How many values were no ciphertexts, and stay in clear. */
  long clear() {
    return clear;
  }

  /**
   * How many values nobody can read any more: the person's key was destroyed before, as when an
   * older backup of a store was restored after a deletion.
   */
  long gone() {
    return gone;
  }

  /** The values as they are to be stored, in the order of those given, at most 500. */
  List<String> change(List<String> stored) {
    List<String> fresh = new ArrayList<>(stored);
    List<Integer> sealed =
        IntStream.range(0, stored.size())
            .filter(i -> Envelope.looksLikeOne(stored.get(i)))
            .boxed()
            .toList();
    clear += stored.size() - sealed.size();
    List<Integer> places = new ArrayList<>();
    List<SealItem> items = new ArrayList<>();
    List<String> doubtful = new ArrayList<>();
    List<ItemResult> opened = open(person, sealed.stream().map(stored::get).toList());
    for (int i = 0; i < sealed.size(); i++) {
      int place = sealed.get(i);
      switch (opened.get(i)) {
        case ItemResult.Done done -> {
          places.add(place);
          items.add(new SealItem(field.text(), retained.value(), null, done.value()));
        }
        case ItemResult.Refused refused when refused.code() == ItemCode.NOT_AUTHENTIC ->
            doubtful.add(stored.get(place));
        case ItemResult.Refused refused when refused.code() == ItemCode.SUBJECT_ERASED -> gone++;
        case ItemResult.Refused refused -> throw failed(refused.code().text());
        case ItemResult.Tokenized _, ItemResult.Indexed _, ItemResult.Checked _ ->
            throw failed("unexpected");
      }
    }
    requireMoved(doubtful);
    List<String> texts = seal(items);
    for (int i = 0; i < places.size(); i++) {
      fresh.set(places.get(i), texts.get(i));
    }
    return fresh;
  }

  /** What does not open under the person's key was handed over before, or is nobody's. */
  private void requireMoved(List<String> stored) {
    for (ItemResult result : open(retained, stored)) {
      if (!(result instanceof ItemResult.Done)) {
        throw failed("not-authentic");
      }
    }
  }

  private List<ItemResult> open(SubjectId subject, List<String> stored) {
    if (stored.isEmpty()) {
      return List.of();
    }
    List<OpenItem> items =
        stored.stream()
            .map(text -> new OpenItem(field.text(), subject.value(), null, text))
            .toList();
    return run(access.decrypt(requester, duty, Disclosure.CLEAR, items)).items();
  }

  private List<String> seal(List<SealItem> items) {
    List<String> sealed = new ArrayList<>();
    if (items.isEmpty()) {
      return sealed;
    }
    for (ItemResult result : run(access.encryptInside(requester, items)).items()) {
      switch (result) {
        case ItemResult.Done done -> sealed.add(done.value());
        case ItemResult.Refused refused -> throw failed(refused.code().text());
        case ItemResult.Tokenized _, ItemResult.Indexed _, ItemResult.Checked _ ->
            throw failed("unexpected");
      }
    }
    return sealed;
  }

  private static BatchResult run(Access request) {
    if (request.needsStore()) {
      request.load();
    }
    return request.finish().join();
  }

  private RightsException failed(String code) {
    return new RightsException(
        "a value of %s that a law keeps cannot be handed to another key (%s): see that the register gives %s decrypt and encrypt on the field under purpose %s, and that the purpose's use is legal-duty"
            .formatted(field, code, TombstoneBook.CALLER, duty));
  }
}
