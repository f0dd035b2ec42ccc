import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'
import { counted, type Finding, fault, fine, warning } from '@/lib/doctor/finding'
import { isLocalHost } from '@/lib/rules/urls/local-host'
import type { SelfReport } from './self-report'

/** Reserved IP addresses (RFC 5737), as many as proxies can be trusted. If the server believes one, anyone can forge theirs. */
export const forgedIps = Array.from({ length: 10 }, (_, index) => `192.0.2.${index + 1}`)
const INSIDE = ['private', 'loopback', 'linkLocal', 'uniqueLocal', 'carrierGradeNat']
const CHECK = 'proxy'
const APPEND = 'In nginx set proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; and in Rekey TRUST_PROXY='

type Arrived = Pick<SelfReport, 'address' | 'forwarded' | 'trust_proxy'>

/** Checks that TRUST_PROXY matches the number of proxies, by what the server did with the forged IP addresses. */
export function judgeTrustedProxies({ address, forwarded, trust_proxy: trusted }: Arrived, appUrl: URL): Finding {
  const added = forwarded.filter((each) => !forgedIps.includes(each)).length
  const seen = `Your IP address is seen as ${address} (TRUST_PROXY=${trusted}).`
  if (forgedIps.includes(address)) {
    const says = `Anyone can choose the IP address that rate limits count. ${seen} The doctor made that address up.`
    if (added > 0) return fault(CHECK, says, `TRUST_PROXY=${added}`)
    return fault(
      CHECK,
      says,
      appUrl.protocol === 'https:' ? `${APPEND}1` : 'TRUST_PROXY=0, if there is no proxy in between',
    )
  }
  if (address === '') {
    const says = `The proxy writes something other than an IP address into X-Forwarded-For (${forwarded.at(-trusted)}), so all users share one rate limit.`
    return warning(
      CHECK,
      says,
      'Configure it to append the IP address of the client, such as 203.0.113.7 or [2001:db8::1]:443',
    )
  }
  if (added === 0) return unforwarded(seen, trusted, appUrl)
  if (trusted > added) {
    const says = `TRUST_PROXY=${trusted}, but only ${counted(added, 'IP address was', 'IP addresses were')} added on the way, so all users share one rate limit.`
    return warning(CHECK, says, `TRUST_PROXY=${added}`)
  }
  if (trusted < added) {
    const chain = forwarded.slice(-added).join(', ')
    const says = `TRUST_PROXY is too low. ${seen} But ${counted(added, 'IP address was', 'IP addresses were')} added on the way (${chain}).`
    return warning(CHECK, says, `TRUST_PROXY=${added}, if all of these proxies are yours`)
  }
  return isPlausible(address, appUrl) ? fine(CHECK, seen) : hidden(seen)
}

/** Nothing was added to X-Forwarded-For, which is right only if there is no proxy. */
function unforwarded(seen: string, trusted: number, { protocol, hostname }: URL): Finding {
  // Rekey itself has no TLS, so an https site always has a proxy.
  if (protocol === 'https:') {
    const says = `The proxy adds no IP address to X-Forwarded-For, so all users share one rate limit. ${seen}`
    return warning(CHECK, says, `${APPEND}1`)
  }
  if (trusted > 0) {
    const says = `TRUST_PROXY=${trusted}, but there is no proxy in between, so anyone can forge their IP address with X-Forwarded-For.`
    return warning(CHECK, says, 'TRUST_PROXY=0, or open the port of Rekey to the proxy only')
  }
  return isLocalHost(hostname) ? fine(CHECK, seen) : fine(CHECK, `There is no proxy in between. ${seen}`)
}

/** A request to a public name cannot come from a private IP address, unless from this machine. */
function isPlausible(address: string, { hostname }: URL): boolean {
  if (isLocalHost(hostname) || !ipaddr.isValid(address)) return true
  if (!INSIDE.includes(ipaddr.process(address).range())) return true
  const own = Object.values(networkInterfaces()).flatMap((each) => each?.map((entry) => entry.address) ?? [])
  return own.includes(address)
}

function hidden(seen: string): Finding {
  const says = `Rekey sees a private IP address instead of a public one. ${seen}`
  const mend =
    'If that is not this machine, make the outermost proxy or load balancer pass on the IP address of the client, with the PROXY protocol or externalTrafficPolicy: Local'
  return warning(CHECK, says, mend)
}
