package dev.yinhu.breachresponse.jurisdiction;

/** A name in both languages. */
public record Wording(String zh, String en) {}
