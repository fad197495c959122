package dev.yinhu.subjectrights.connect;

/** How the store of a dataset is reached. */
public sealed interface StoreSettings {
  /** A database. */
  record Jdbc(JdbcSettings settings) implements StoreSettings {}

  /** A store that takes signed requests. */
  record Webhook(WebhookStoreSettings settings) implements StoreSettings {}

  /** People answer for it. */
  record Manual() implements StoreSettings {}
}
