import type { ClientRow } from '@/db/provider/clients'
import { type Answer, call, type Silence } from '@/lib/clients/doctor/call'
import type { ClientCheck } from '@/lib/clients/doctor/check'
import { compareSetUp } from '@/lib/clients/doctor/set-up'
import { appSilent } from '@/lib/clients/doctor/silence'
import { config } from '@/lib/config'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'

/** The doctor logs nobody in, so it sees neither of them. */
const unseen = hint(
  'proxy.unseen',
  'Two things were not checked: that the proxy passes the header Cookie on to Rekey, and Remote-User on to the app.',
  'Log in to the app once. If it shows who you are, both work. If the cookie does not arrive, Rekey shows a page that says so, and the refusal login-unseen is listed here',
)
const SET_UP = compareSetUp({ kind: 'proxy' })
/** As a person opens a page, which is led to the login. */
const AS_PERSON = { accept: 'text/html' }
/** What a stranger sends who would like to be somebody. */
const AS_IMPOSTOR = { ...AS_PERSON, 'remote-user': 'doctor', 'remote-email': 'doctor@example.com' }

/** Opens each host of an app behind a proxy as a stranger: the login has to be Rekey's, and nobody gets in without one. */
export const proxiedApp: ClientCheck = async ({ client }) => {
  const origins = client.redirectUris.map((uri) => new URL(uri).origin)
  const found = await Promise.all(origins.map((origin) => examine(origin, client)))
  return [...found.flat(), ...(client.lastUsedAt ? [] : [unseen])]
}

async function examine(origin: string, client: ClientRow): Promise<Finding[]> {
  const [logout, page, forged] = await Promise.all([
    call(`${origin}/.rekey/logout`, { headers: AS_PERSON }),
    call(`${origin}/`, { headers: AS_PERSON }),
    call(`${origin}/`, { headers: AS_IMPOSTOR }),
  ])
  if ('reason' in logout) return [appSilent('proxy', `${origin}/`, logout)]
  return [judgeHandedOver(origin, logout, client), judgePage(origin, page, forged)]
}

function judgeHandedOver(origin: string, { status, headers }: Answer, { id, name }: ClientRow): Finding {
  const address = `${origin}/.rekey/`
  const location = headers.get('location') ?? ''
  const isOurs = location.startsWith(`${config().APP_URL}/oauth/logout?`)
  if (isOurs && new URL(location).searchParams.get('client_id') === id)
    return fine('proxy.login', `The proxy leaves ${address} to Rekey, which knows ${name} there.`)
  const { host } = new URL(origin)
  if (isOurs) return fault('proxy.login', `The proxy sends another host than ${host} to Rekey.`, SET_UP)
  const lost = `Nobody can log in, because requests to ${address} do not reach the login of this app (the answer is ${status}).`
  const needed = `The proxy has to pass them on to Rekey, with the header X-Forwarded-Host: ${host}.`
  return fault('proxy.login', `${lost} ${needed}`, SET_UP)
}

function judgePage(origin: string, page: Answer | Silence, forged: Answer | Silence): Finding {
  const address = `${origin}/`
  if ('reason' in page) return appSilent('proxy.page', address, page)
  if (page.status < 300)
    return fault('proxy.page', `Anybody can open ${address} without a login: the proxy does not ask Rekey.`, SET_UP)
  if ('status' in forged && forged.status < 300)
    return fault('proxy.page', `Whoever sends the header Remote-User to ${address} gets in.`, SET_UP)
  if (isLedToLogin(page, origin)) return fine('proxy.page', `A stranger who opens ${address} is led to the login.`)
  return page.status >= 500
    ? fault('proxy.page', `The proxy answers ${page.status} at ${address}: it cannot ask Rekey.`, SET_UP)
    : warning('proxy.page', `A stranger who opens ${address} gets the answer ${page.status} and no login.`, SET_UP)
}

function isLedToLogin({ headers }: Answer, origin: string): boolean {
  const location = headers.get('location') ?? ''
  return location.startsWith(`${origin}/.rekey/login?`) || location.startsWith('/.rekey/login?')
}
