package dev.yinhu.breachresponse.tell;

import java.time.Instant;

/**
 * How far the search is for the ids by which the stores know the persons of a scope.
 *
 * @param scope the version of the scope
 * @param state {@code running}, {@code failed} (it is tried again) or {@code done}
 * @param looked ids that the stores gave so far, each as often as they gave it
 * @param found persons of the scope whose id is known
 * @param persons of the scope
 * @param fault why it failed, such as {@code store-away}; else empty
 * @param at when it was last at work
 */
public record AddresseeSearch(
    long scope, String state, long looked, long found, long persons, String fault, Instant at) {}
