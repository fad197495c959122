package dev.yinhu.crypto.pkcs11;

import java.util.Map;

/** The return values of PKCS#11 that a person can do something about (version 2.40, pkcs11t.h). */
final class Returned {
  static final long OK = 0;
  static final long ALREADY_INITIALIZED = 0x191;
  static final long ALREADY_LOGGED_IN = 0x100;
  private static final long GENERAL_ERROR = 0x05;
  private static final long FUNCTION_FAILED = 0x06;
  private static final long ENCRYPTED_DATA_INVALID = 0x40;
  private static final long ENCRYPTED_DATA_LEN_RANGE = 0x41;
  private static final long PIN_INCORRECT = 0xA0;
  private static final long PIN_INVALID = 0xA1;
  private static final long PIN_LEN_RANGE = 0xA2;
  private static final long PIN_EXPIRED = 0xA3;
  private static final long PIN_LOCKED = 0xA4;

  private static final Map<Long, String> NAMES =
      Map.ofEntries(
          Map.entry(0x02L, "CKR_HOST_MEMORY"),
          Map.entry(0x03L, "CKR_SLOT_ID_INVALID"),
          Map.entry(GENERAL_ERROR, "CKR_GENERAL_ERROR"),
          Map.entry(FUNCTION_FAILED, "CKR_FUNCTION_FAILED"),
          Map.entry(0x30L, "CKR_DEVICE_ERROR"),
          Map.entry(0x31L, "CKR_DEVICE_MEMORY"),
          Map.entry(0x32L, "CKR_DEVICE_REMOVED"),
          Map.entry(ENCRYPTED_DATA_INVALID, "CKR_ENCRYPTED_DATA_INVALID"),
          Map.entry(ENCRYPTED_DATA_LEN_RANGE, "CKR_ENCRYPTED_DATA_LEN_RANGE"),
          Map.entry(0x54L, "CKR_FUNCTION_NOT_SUPPORTED"),
          Map.entry(0x60L, "CKR_KEY_HANDLE_INVALID"),
          Map.entry(0x68L, "CKR_KEY_FUNCTION_NOT_PERMITTED"),
          Map.entry(0x70L, "CKR_MECHANISM_INVALID"),
          Map.entry(0x71L, "CKR_MECHANISM_PARAM_INVALID"),
          Map.entry(PIN_INCORRECT, "CKR_PIN_INCORRECT"),
          Map.entry(PIN_INVALID, "CKR_PIN_INVALID"),
          Map.entry(PIN_LEN_RANGE, "CKR_PIN_LEN_RANGE"),
          Map.entry(PIN_EXPIRED, "CKR_PIN_EXPIRED"),
          Map.entry(PIN_LOCKED, "CKR_PIN_LOCKED"),
          Map.entry(0xB3L, "CKR_SESSION_HANDLE_INVALID"),
          Map.entry(0xE0L, "CKR_TOKEN_NOT_PRESENT"),
          Map.entry(0xE1L, "CKR_TOKEN_NOT_RECOGNIZED"),
          Map.entry(0xE2L, "CKR_TOKEN_WRITE_PROTECTED"),
          Map.entry(0x102L, "CKR_USER_PIN_NOT_INITIALIZED"),
          Map.entry(0x190L, "CKR_CRYPTOKI_NOT_INITIALIZED"));

  private Returned() {}

  static String name(long code) {
    return NAMES.getOrDefault(code, "0x" + Long.toHexString(code));
  }

  static boolean isPin(long code) {
    return code >= PIN_INCORRECT && code <= PIN_LOCKED;
  }

  static boolean isLocked(long code) {
    return code == PIN_LOCKED;
  }

  /** Drivers name a tag that does not fit in different ways; SoftHSM says general error. */
  static boolean isNotAuthentic(long code) {
    return code == ENCRYPTED_DATA_INVALID || code == ENCRYPTED_DATA_LEN_RANGE;
  }
}
