import type { ClientRow } from '@/db/provider/clients'
import { returnFault } from '@/lib/clients/app-address'
import { parsedUrl } from '@/lib/rules/urls/parsed-url'
import { changeCommand } from './command-line'
import { describeDifferences, nearestTo } from './url-differences'

/** Where people were to be sent, and what is registered for that. */
type Refused = { asked: string; registered: string[]; option: '--redirect' | '--post-logout'; client: ClientRow }
/** `isStrange`: the host is none of the app, so a stranger may have made the request. */
type Judged = { says: string; mend: string; isStrange?: true }

const names = { '--redirect': 'redirect URL', '--post-logout': 'post-logout URL' }
const settings = { '--redirect': 'the redirect URL (callback)', '--post-logout': 'the post-logout redirect URL' }
const HTTP =
  ' The app seems to believe that browsers reach it over http: tell it its public URL, or have its proxy send X-Forwarded-Proto: https'

/** How a refused URL differs from the registered one that is probably meant, and what to do about it. */
export function judgeRefusedUrl(refused: Refused): Judged {
  const { asked, registered, option } = refused
  const nearest = nearestTo(asked, registered)
  const differs = nearest
    ? `registered is ${nearest}: ${describeDifferences(asked, nearest)}`
    : `no ${names[option]} is registered`
  return { says: `The app asked for ${asked}; ${differs}.`, ...mendFor(refused, nearest) }
}

function mendFor({ asked, registered, option, client }: Refused, nearest: string | undefined): Omit<Judged, 'says'> {
  const set = nearest
    ? `set ${settings[option]} in the app to ${nearest}`
    : `leave ${settings[option]} in the app empty`
  const host = hostOf(asked)
  const known = [...client.redirectUris, ...client.postLogoutUris].map(hostOf)
  // Anyone can write a link with any URL, and a person in a hurry pastes what is printed here, so it never registers another host.
  if (host && !known.includes(host)) {
    const mend = `If ${host} is not your app, ignore this: anyone can write such a link. If it is, ${set}, or register the other URL`
    return { mend, isStrange: true }
  }
  if (returnFault(asked, client.kind) === undefined) {
    const corrected = nearest ? registered.map((uri) => (uri === nearest ? asked : uri)) : [asked]
    const register = changeCommand(client.id, option, corrected)
    return {
      mend: `If ${nearest ? 'the registered URL' : 'no URL'} is right, ${set}. If the app is right: ${register}`,
    }
  }
  const isHttp = /^http:/i.test(asked) && nearest?.startsWith('https:')
  return { mend: `${set[0]!.toUpperCase()}${set.slice(1)}.${isHttp ? HTTP : ''}` }
}

/** Without “www.”, which does not make it another's; the scheme where an app on a device has its own. */
function hostOf(uri: string): string | undefined {
  const url = parsedUrl(uri)
  if (!url) return undefined
  const { protocol, hostname } = url
  return /^https?:$/.test(protocol) ? hostname.replace(/^www\./, '') : protocol
}
