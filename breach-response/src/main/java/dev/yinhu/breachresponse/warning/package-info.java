/**
 * Warnings: what may be a leak, before anybody knows. They come from the signals of the access log,
 * from the scanner, from requests of people that look like abuse, and from people; somebody looks
 * at each and says what it was.
 */
@NullMarked
package dev.yinhu.breachresponse.warning;

import org.jspecify.annotations.NullMarked;
