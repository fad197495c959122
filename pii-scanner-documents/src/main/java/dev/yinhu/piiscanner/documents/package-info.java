/**
 * Reads Office documents and PDF by Apache Tika, where this module is on the class path.
 *
 * <p>The tour. {@link dev.yinhu.piiscanner.documents.TikaDocuments} is found by {@link
 * java.util.ServiceLoader}. It hands each document to a process of its own, whose memory and time
 * are bounded, because parsers of documents are large and documents may be made to harm them; what
 * comes back is text, which {@code BoundedText} takes up to a length.
 */
@NullMarked
package dev.yinhu.piiscanner.documents;

import org.jspecify.annotations.NullMarked;
