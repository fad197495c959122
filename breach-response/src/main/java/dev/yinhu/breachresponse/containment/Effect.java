package dev.yinhu.breachresponse.containment;

/**
 * What a containment did.
 *
 * @param refused requests of which it refused at least one item, sign-ins and sendings
 * @param to how far the log was read: the index behind the last entry
 */
public record Effect(long refused, long to) {}
