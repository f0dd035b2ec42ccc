import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'
import { counted, type Finding, fault, fine, warning } from '@/lib/doctor/finding'
import { isLocalHost } from '@/lib/rules/local-host'
import type { SelfReport } from './self-report'

/** Addresses that nobody has (RFC 5737), and as many as proxies can be trusted: believed, they show that anybody is. */
export const forgedIps = Array.from({ length: 10 }, (_, index) => `192.0.2.${index + 1}`)
const INSIDE = ['private', 'loopback', 'linkLocal', 'uniqueLocal', 'carrierGradeNat']
const CHECK = 'proxy'
const APPEND = 'nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; and TRUST_PROXY='

type Arrived = Pick<SelfReport, 'address' | 'forwarded' | 'trust_proxy'>

/** Whether the server believes as many proxies as there are, by what became of the addresses that the doctor made up. */
export function judgeTrustedProxies({ address, forwarded, trust_proxy: trusted }: Arrived, appUrl: URL): Finding {
  const added = forwarded.filter((each) => !forgedIps.includes(each)).length
  const seen = `your address is seen as ${address} (TRUST_PROXY=${trusted})`
  if (forgedIps.includes(address)) {
    const says = `Anybody can choose the address that throttles count: ${seen}, which the doctor made up.`
    if (added > 0) return fault(CHECK, says, `TRUST_PROXY=${added}`)
    return fault(
      CHECK,
      says,
      appUrl.protocol === 'https:' ? `${APPEND}1` : 'TRUST_PROXY=0, as long as no proxy is in between',
    )
  }
  if (address === '') {
    const says = `What the proxy writes into X-Forwarded-For is no IP address (${forwarded.at(-trusted)}): all people are one client.`
    return warning(CHECK, says, 'Let it append the IP address of the client, as 203.0.113.7 or [2001:db8::1]:443')
  }
  if (added === 0) return unforwarded(seen, trusted, appUrl)
  if (trusted > added) {
    const says = `TRUST_PROXY=${trusted}, but only ${counted(added, 'address was', 'addresses were')} added on the way: all people are one client.`
    return warning(CHECK, says, `TRUST_PROXY=${added}`)
  }
  if (trusted < added) {
    const chain = forwarded.slice(-added).join(', ')
    const says = `TRUST_PROXY is too low: ${seen}, but ${counted(added, 'address was', 'addresses were')} added on the way (${chain}).`
    return warning(CHECK, says, `TRUST_PROXY=${added}, if all of these proxies are yours`)
  }
  return isPlausible(address, appUrl) ? fine(CHECK, `${sentence(seen)}.`) : hidden(seen)
}

/** Nothing was added to X-Forwarded-For: right where nothing is in between, and only there. */
function unforwarded(seen: string, trusted: number, { protocol, hostname }: URL): Finding {
  // Rekey itself speaks no TLS: under https there is a proxy.
  if (protocol === 'https:') {
    const says = `The proxy adds no address to X-Forwarded-For, so that all people are one client: ${seen}.`
    return warning(CHECK, says, `${APPEND}1`)
  }
  if (trusted > 0) {
    const says = `TRUST_PROXY=${trusted}, but no proxy is in between: whoever sends X-Forwarded-For is believed.`
    return warning(CHECK, says, 'TRUST_PROXY=0, or close the port of Rekey to all but the proxy')
  }
  return isLocalHost(hostname) ? fine(CHECK, `${sentence(seen)}.`) : fine(CHECK, `No proxy is in between: ${seen}.`)
}

/** A private address is nobody's who came by a public name, unless it is this very machine's. */
function isPlausible(address: string, { hostname }: URL): boolean {
  if (isLocalHost(hostname) || !ipaddr.isValid(address)) return true
  if (!INSIDE.includes(ipaddr.process(address).range())) return true
  const own = Object.values(networkInterfaces()).flatMap((each) => each?.map((entry) => entry.address) ?? [])
  return own.includes(address)
}

function hidden(seen: string): Finding {
  const says = `A private address, where one of the internet was to be expected: ${seen}.`
  const mend =
    'If that is not this machine, let the outermost proxy or balancer pass on the client: PROXY protocol, or externalTrafficPolicy: Local'
  return warning(CHECK, says, mend)
}

const sentence = (words: string) => words.replace(/^./, (letter) => letter.toUpperCase())
