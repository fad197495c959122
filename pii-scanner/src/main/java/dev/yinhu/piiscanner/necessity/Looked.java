package dev.yinhu.piiscanner.necessity;

/**
 * Something that a scan looked at.
 *
 * @param scope what
 * @param reach how much of it
 */
public record Looked(Scope scope, Reach reach) {}
