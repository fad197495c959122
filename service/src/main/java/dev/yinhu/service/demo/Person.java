package dev.yinhu.service.demo;

/** Somebody who does not exist. {@code idNumber} may be empty. */
record Person(
    String id, String name, String phone, String email, String idNumber, String address) {}
