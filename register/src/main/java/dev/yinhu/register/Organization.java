package dev.yinhu.register;

import java.util.Optional;

/**
 * The company that answers for the processing.
 *
 * @param key its Fides key
 * @param label what people are shown
 * @param description free text
 * @param controller the personal-information handler (个人信息处理者)
 * @param dataProtectionOfficer the person in charge (个人信息保护负责人)
 */
public record Organization(
    String key,
    Label label,
    Optional<String> description,
    Optional<ContactDetails> controller,
    Optional<ContactDetails> dataProtectionOfficer) {}
