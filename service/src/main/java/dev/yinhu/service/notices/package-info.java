/**
 * How a service tells people: which channels there are is read from a file ({@link
 * dev.yinhu.service.notices.ChannelsFile}, docs/notices.md), and contacts are opened where they
 * stand, through field-access, at the moment a notice is sent ({@link
 * dev.yinhu.service.notices.StoredContacts}).
 */
@NullMarked
package dev.yinhu.service.notices;

import org.jspecify.annotations.NullMarked;
