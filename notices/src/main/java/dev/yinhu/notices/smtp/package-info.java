/**
 * Mail: {@link dev.yinhu.notices.smtp.SmtpChannel} over Jakarta Mail (Angus), with connections that
 * are used again, one Message-ID for all tries, and outcomes by the number of the server's reply.
 */
@NullMarked
package dev.yinhu.notices.smtp;

import org.jspecify.annotations.NullMarked;
