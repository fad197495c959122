package dev.yinhu.breachresponse.compensation;

/**
 * Where the money of an incident stands, in minor units of a currency. The budget is the sum of the
 * other four, and none is below zero: the database refuses anything else.
 *
 * @param budget what may be spent in all
 * @param available not offered
 * @param offered without an answer
 * @param accepted and not paid
 */
public record Account(
    String currency, long budget, long available, long offered, long accepted, long paid) {}
