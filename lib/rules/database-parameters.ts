type Judged = { fault?: string; warning?: string }

const SSL_MODES = 'disable|allow|prefer|require|no-verify|verify-ca|verify-full'

/** Options of a database URL that are honoured, each with the values that are understood. */
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
  // Another security layer than TLS, which no driver of this platform speaks.
  gssencmode: /^(disable|prefer)$/,
}

/** Settings of PostgreSQL itself, which are handed on to it. */
const SERVER_SETTINGS =
  /^(search_path|role|timezone|work_mem|(statement|lock|idle_session|idle_in_transaction_session|transaction)_timeout|default_transaction_\w+|\w+\.\w+)$/i

/** Of psql, of poolers and of other libraries: nothing is lost where they are passed over, save the values beside them. */
const passedOver: Record<string, RegExp | undefined> = {
  channel_binding: /^require$/,
  client_encoding: /^(?!(utf-?8|auto)$)/i,
  sslcertmode: /^require$/,
  target_session_attrs: /^(read-only|standby|prefer-standby)$/,
  schema: /^(?!public$)/,
}
const HARMLESS =
  /^(connect_timeout|fallback_application_name|keepalives_(interval|count)|tcp_user_timeout|sslcompression|sslsni|krbsrvname|gsslib|gssdelegation|load_balance_hosts|m(in|ax)_protocol_version|passfile|sslkeylogfile|pgbouncer|connection_limit|pool_timeout|socket_timeout|statement_cache_size|uselibpqcompat|prepared_statements|prepare|max|pool|idle_timeout|max_lifetime)$/
/** What is about safety must not be passed over because of a slip of the hand. */
const ABOUT_SAFETY = /^(ssl|tls|gss)/i
/** libpq knows them, and they are asked for in vain. */
const IN_VAIN = /^(require_auth|requirepeer|sslcrldir|sslidentity|sslaccept|service|servicefile|replication)$/

/** What becomes of one option of a database URL; nothing is said where it does what psql makes of it. */
export function judgeParameter(name: string, value: string): Judged {
  const values = Object.hasOwn(honored, name) ? honored[name] : undefined
  if (values) return values.test(value) ? {} : { fault: `has an unsupported value for ${name}` }
  if (SERVER_SETTINGS.test(name) || HARMLESS.test(name)) return {}
  if (Object.hasOwn(passedOver, name)) return passedOver[name]?.test(value) ? { warning: inVain(name, value) } : {}
  if (IN_VAIN.test(name)) return { warning: inVain(name) }
  if (ABOUT_SAFETY.test(name)) return { fault: `has the unknown option ${printable(name)}` }
  return { warning: `has the unknown option ${printable(name)}, which is ignored` }
}

/** What is to be handed on to the server as a setting of its own. */
export function isServerSetting(name: string): boolean {
  return SERVER_SETTINGS.test(name) || name === 'options'
}

const inVain = (name: string, value?: string) =>
  `sets ${name}${value ? `=${printable(value)}` : ''}, which the driver does not support and ignores`

const printable = (text: string) => text.replace(/[^\w.-]/g, '?').slice(0, 40)
