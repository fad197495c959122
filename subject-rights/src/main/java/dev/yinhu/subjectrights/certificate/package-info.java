/**
 * Certificates of what was done for a person, which anybody checks without this service.
 *
 * <p>The tour. A certificate is a signed note (C2SP signed-note, Ed25519) of one line of JSON: what
 * was done, the entry of the access log that holds its hash, and the proof that the log has that
 * entry. {@link dev.yinhu.subjectrights.certificate.Issuing} makes it as the last step of a case,
 * {@link dev.yinhu.subjectrights.certificate.Certificates} keeps it, and {@link
 * dev.yinhu.subjectrights.certificate.CertificateCheck} checks it from the file and two verifier
 * keys. No certificate holds a personal value.
 */
@NullMarked
package dev.yinhu.subjectrights.certificate;

import org.jspecify.annotations.NullMarked;
