package dev.yinhu.register;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A third party that receives personal data.
 *
 * @param key its key
 * @param label what people are shown
 * @param role what it is to the platform
 * @param contract id of the contract with its confidentiality duties
 * @param contractExpires last day on which the contract holds
 * @param assessed day of the last assessment of its security
 * @param nextAssessment day on which the next assessment is due
 * @param contact how people reach it
 */
public record Recipient(
    String key,
    Label label,
    RecipientRole role,
    Optional<String> contract,
    Optional<LocalDate> contractExpires,
    Optional<LocalDate> assessed,
    Optional<LocalDate> nextAssessment,
    Optional<String> contact) {
  /** Whether a contract is named and still holds on that day. */
  public boolean hasContractOn(LocalDate day) {
    return contract.isPresent() && contractExpires.map(last -> !day.isAfter(last)).orElse(true);
  }
}
