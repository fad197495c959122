package dev.yinhu.subjectrights.copy;

/**
 * What the manifest says of a file.
 *
 * @param sha256 of its content before compression and encryption, 64 lower-case hexadecimal digits
 * @param bytes its length
 */
record FileHash(String sha256, long bytes) {}
