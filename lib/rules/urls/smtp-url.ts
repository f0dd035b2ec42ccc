/** Options of nodemailer that may follow the `?` in SMTP_URL. */
const OPTIONS =
  /^(name|service|servername|localAddress|authMethod|requireTLS|ignoreTLS|opportunisticTLS|secure|lmtp|proxy|debug|logger|transactionLog|pool|max(Connections|Messages)|rate(Delta|Limit)|(connection|greeting|socket|dns)Timeout|disable(File|Url)Access|tls\.\w+)$/
/** The format of options in other libraries. The rest of an unencoded password with a `?` looks different. */
const OPTION_OF_OTHERS = /^[a-z][\w.-]*$/i
/** An option about security must not be ignored because of a typo. */
const MISSPELT = /^(require|ignore|opportunistic).?tls$|^(tls|secure)\b/i
const ENCODE = 'in the user name and password write / as %2F, # as %23, ? as %3F and % as %25'

/** Why part of an SMTP URL would be ignored or make the first email fail. Undefined if the URL is valid. */
export function smtpUrlFault(url: URL): string | undefined {
  const { hostname, pathname, hash, username, password } = url
  if (hostname === '') return 'must contain a host: smtps://user:password@mail.example.com:465'
  if (!/^\/?$/.test(pathname) || hash) return `must end with the host and port: ${ENCODE}`
  const broken = unknownOptions(url).some(([name, value]) => MISSPELT.test(name) || !isOfOthers(name, value))
  if (broken) return `has an unknown option after the ?: ${ENCODE}`
  return isEncoded(username) && isEncoded(password) ? undefined : `contains a % that encodes nothing: ${ENCODE}`
}

/** Warnings about options without effect, such as those of Symfony, Laravel and Rails. */
export function smtpUrlWarnings(url: URL): string[] {
  return unknownOptions(url)
    .filter(([name, value]) => isOfOthers(name, value))
    .map(([name]) => `has the unknown option ${name}, which is ignored`)
}

function unknownOptions({ searchParams }: URL): [name: string, value: string][] {
  return [...searchParams].filter(([name]) => !OPTIONS.test(name))
}

function isOfOthers(name: string, value: string): boolean {
  return OPTION_OF_OTHERS.test(name) && value !== '' && !value.includes('@')
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
