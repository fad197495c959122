package dev.yinhu.breachresponse;

/**
 * On whose word something is done.
 *
 * @param actor who, as the log names them
 * @param requestId under which the entries of the log find each other
 */
public record Order(String actor, String requestId) {}
