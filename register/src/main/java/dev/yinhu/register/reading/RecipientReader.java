package dev.yinhu.register.reading;

import dev.yinhu.register.Recipient;
import dev.yinhu.register.RecipientRole;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code recipient}: third parties, their contracts and assessments. */
final class RecipientReader {
  private final LocalDate today;

  RecipientReader(LocalDate today) {
    this.today = today;
  }

  Declared<Recipient> read(List<YamlMap> resources) {
    var recipients = new Declared<Recipient>("recipient", ProblemCode.UNKNOWN_RECIPIENT);
    resources.forEach(resource -> read(resource, recipients));
    return recipients;
  }

  private void read(YamlMap resource, Declared<Recipient> recipients) {
    YamlText key = Names.identifier(resource, "key", "a recipient");
    YamlMap contract = resource.mapOrEmpty("contract");
    YamlMap assessment = resource.mapOrEmpty("assessment");
    var recipient =
        new Recipient(
            key.value(),
            Labels.label(resource).orElseGet(() -> Labels.of(resource, contract, key.value())),
            resource
                .text("role")
                .flatMap(text -> text.choice("role", RecipientRole.values()))
                .orElse(RecipientRole.PROCESSOR),
            contract.string("id"),
            contract.text("expires").flatMap(YamlText::date),
            assessment.text("done").flatMap(YamlText::date),
            assessment.text("next").flatMap(YamlText::date),
            resource.string("contact"));
    recipients.add(key, recipient);
    checkContract(recipient, key, contract);
    checkAssessment(recipient, key, assessment);
    contract.warnOfOthers(Set.of());
    assessment.warnOfOthers(Set.of());
    resource.warnOfOthers(Set.of("name", "description"));
  }

  private void checkContract(Recipient recipient, YamlText key, YamlMap contract) {
    if (recipient.contract().isEmpty()) {
      key.problems()
          .add(
              ProblemCode.CONTRACT_MISSING,
              key.place(),
              "recipient " + key.quoted() + " has no contract: add contract: {id, expires}");
    } else if (!recipient.hasContractOn(today)) {
      key.problems()
          .add(
              ProblemCode.CONTRACT_EXPIRED,
              contract.placeOf("expires"),
              "the contract of recipient " + key.quoted() + " has run out: renew it");
    }
  }

  private void checkAssessment(Recipient recipient, YamlText key, YamlMap assessment) {
    Optional<LocalDate> next = recipient.nextAssessment();
    boolean overdue = next.map(day -> day.isBefore(today)).orElse(false);
    if (recipient.assessed().isEmpty() || overdue) {
      String state = overdue ? "is overdue for its next assessment" : "was never assessed";
      Place place = assessment.has("done") ? assessment.placeOf("next") : key.place();
      key.problems()
          .add(
              ProblemCode.RECIPIENT_ASSESSMENT,
              place,
              "recipient "
                  + key.quoted()
                  + " "
                  + state
                  + ": assess its security and note assessment: {done, next}");
    }
  }
}
