package dev.yinhu.register;

import java.util.Optional;

/**
 * How an office is reached; published in the privacy policy.
 *
 * @param name who
 * @param address postal address
 * @param email e-mail address
 * @param phone telephone number
 */
public record ContactDetails(
    Optional<String> name,
    Optional<String> address,
    Optional<String> email,
    Optional<String> phone) {}
