/**
 * Every setting of the product, said to be nothing: neither the shell's environment nor a developer's .env.local
 * reaches a test, which would otherwise send real mail.
 */
export const neutral = {
  APP_NAME: '',
  APP_URL: '',
  AUTH_SECRET: '',
  CORS_ORIGINS: '',
  CRON_SECRET: '',
  DATABASE_POOL_SIZE: '',
  DATABASE_URL: '',
  DATA_DIR: '',
  DISPATCHER: '',
  LOG_LEVEL: '',
  MAIL_FROM: '',
  METRICS_TOKEN: '',
  OTEL_EXPORTER_OTLP_ENDPOINT: '',
  OTEL_SERVICE_NAME: '',
  MIGRATE_DATABASE_URL: '',
  PASSWORD_HASH: '',
  RATE_LIMITS: '',
  REGISTRATION: '',
  RESEND_API_KEY: '',
  RESEND_BASE_URL: '',
  RESEND_WEBHOOK_SECRET: '',
  SHUTDOWN_DELAY: '',
  SMTP_URL: '',
  TOKEN_AUDIENCES: '',
  TRUST_PROXY: '',
}
