package dev.yinhu.notices.text;

/**
 * A template in one language.
 *
 * @param subject the subject line of a mail
 * @param brief for a short message or the app
 * @param full for a mail
 */
record Wording(String subject, String brief, String full) {}
