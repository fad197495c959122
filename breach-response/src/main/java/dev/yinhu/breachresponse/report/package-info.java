/**
 * Reports to regulators: forms as data, versions that do not change once filed, canonical JSON with
 * its SHA-256, and PDF in Chinese and English with embedded fonts. No report names a person.
 */
@NullMarked
package dev.yinhu.breachresponse.report;

import org.jspecify.annotations.NullMarked;
