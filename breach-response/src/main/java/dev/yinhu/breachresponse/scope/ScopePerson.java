package dev.yinhu.breachresponse.scope;

import java.util.Optional;

/**
 * A person in the scope of an incident.
 *
 * @param reference of the subject directory
 * @param sensitive whether sensitive data of theirs were seen
 * @param minor whether they are a minor; empty when that is not known
 */
public record ScopePerson(String reference, boolean sensitive, Optional<Boolean> minor) {}
