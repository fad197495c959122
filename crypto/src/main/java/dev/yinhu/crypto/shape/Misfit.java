package dev.yinhu.crypto.shape;

/**
 * The value is not of the format.
 *
 * @param expected what the format expects; never holds anything of the value
 */
public record Misfit(String expected) implements Reading {}
