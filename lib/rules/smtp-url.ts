/** Options of nodemailer that may stand behind the `?` of SMTP_URL. */
const OPTIONS =
  /^(name|localAddress|authMethod|requireTLS|ignoreTLS|opportunisticTLS|secure|lmtp|proxy|debug|logger|transactionLog|pool|max(Connections|Messages)|rate(Delta|Limit)|(connection|greeting|socket|dns)Timeout|tls\.\w+)$/
const ENCODE = 'in user and password / is %2F, # is %23, ? is %3F, % is %25'

/** What would be left out of an SMTP URL, or fail at the first mail; undefined where it is understood whole. */
export function smtpUrlFault({ hostname, pathname, hash, username, password, searchParams }: URL): string | undefined {
  if (hostname === '') return 'must name a host: smtps://user:password@mail.example.com:465'
  if (!/^\/?$/.test(pathname) || hash) return `must end with host and port: ${ENCODE}`
  const unknown = [...searchParams.keys()].find((name) => !OPTIONS.test(name))
  if (unknown !== undefined) return `has an option that is not known behind its ?: ${ENCODE}`
  return isEncoded(username) && isEncoded(password) ? undefined : `holds a % that encodes nothing: ${ENCODE}`
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
