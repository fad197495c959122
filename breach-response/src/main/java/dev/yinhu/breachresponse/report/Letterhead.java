package dev.yinhu.breachresponse.report;

/**
 * Who reports, as published: of the organisation, not of a person.
 *
 * @param organisation its name
 * @param contact how the office in charge is reached
 */
public record Letterhead(String organisation, String contact) {}
