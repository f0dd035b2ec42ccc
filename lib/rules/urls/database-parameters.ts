type Judged = { fault?: string; warning?: string }

const SSL_MODES = 'disable|allow|prefer|require|no-verify|verify-ca|verify-full'

/** Options of a database URL that are used, each with its supported values. */
const honored: Record<string, RegExp> = {
  application_name: /^/,
  options: /^/,
  keepalives: /^[01]$/,
  keepalives_idle: /^\d{1,6}$/,
  ssl: /^(true|false|1|0|require|disable|prefer|allow|no-verify|verify-ca|verify-full)$/,
  sslmode: new RegExp(`^(${SSL_MODES})$`),
  requiressl: /^[01]$/,
  sslrootcert: /./,
  sslcert: /./,
  sslkey: /./,
  sslpassword: /^/,
  sslcrl: /./,
  sslnegotiation: /^(postgres|direct)$/,
  ssl_min_protocol_version: /^TLSv1(\.[123])?$/,
  ssl_max_protocol_version: /^TLSv1(\.[123])?$/,
  // A security layer other than TLS, which no driver for Node supports.
  gssencmode: /^(disable|prefer)$/,
}

/** Settings of PostgreSQL itself, which are passed on to it. */
const SERVER_SETTINGS =
  /^(search_path|role|timezone|work_mem|(statement|lock|idle_session|idle_in_transaction_session|transaction)_timeout|default_transaction_\w+|\w+\.\w+)$/i

/** Options of psql, poolers and other libraries, which can be ignored safely, except with these values. */
const passedOver: Record<string, RegExp | undefined> = {
  channel_binding: /^require$/,
  client_encoding: /^(?!(utf-?8|auto)$)/i,
  sslcertmode: /^require$/,
  target_session_attrs: /^(read-only|standby|prefer-standby)$/,
  schema: /^(?!public$)/,
}
const HARMLESS =
  /^(connect_timeout|fallback_application_name|keepalives_(interval|count)|tcp_user_timeout|sslcompression|sslsni|krbsrvname|gsslib|gssdelegation|load_balance_hosts|m(in|ax)_protocol_version|passfile|sslkeylogfile|pgbouncer|connection_limit|pool_timeout|socket_timeout|statement_cache_size|uselibpqcompat|prepared_statements|prepare|max|pool|idle_timeout|max_lifetime)$/
/** An option about security must not be ignored because of a typo. */
const ABOUT_SAFETY = /^(ssl|tls|gss)/i
/** Options of libpq that the driver does not support. */
const IN_VAIN = /^(require_auth|requirepeer|sslcrldir|sslidentity|sslaccept|service|servicefile|replication)$/

/** The fault or warning about one option of a database URL, if it does not have the same effect as in psql. */
export function judgeParameter(name: string, value: string): Judged {
  const values = Object.hasOwn(honored, name) ? honored[name] : undefined
  if (values) return values.test(value) ? {} : { fault: `has an unsupported value for ${name}` }
  if (SERVER_SETTINGS.test(name) || HARMLESS.test(name)) return {}
  if (Object.hasOwn(passedOver, name)) return passedOver[name]?.test(value) ? { warning: inVain(name, value) } : {}
  if (IN_VAIN.test(name)) return { warning: inVain(name) }
  if (ABOUT_SAFETY.test(name)) return { fault: `has the unknown option ${printable(name)}` }
  return { warning: `has the unknown option ${printable(name)}, which is ignored` }
}

/** Whether an option is passed on to the server as one of its settings. */
export function isServerSetting(name: string): boolean {
  return SERVER_SETTINGS.test(name) || name === 'options'
}

const inVain = (name: string, value?: string) =>
  `sets ${name}${value ? `=${printable(value)}` : ''}, which the driver does not support and ignores`

const printable = (text: string) => text.replace(/[^\w.-]/g, '?').slice(0, 40)
