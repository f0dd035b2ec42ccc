import { Resolver } from 'node:dns/promises'

/** The name servers do not answer or return an error. A record that does not exist is not an error. */
export class DnsUnavailable extends Error {}

export type Records = ReturnType<typeof openRecords>

const ABSENT = ['ENODATA', 'ENOTFOUND']

/** Looks up DNS records, each name and type at most once. */
export function openRecords(nameServers: string[] = []) {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  if (nameServers.length > 0) resolver.setServers(nameServers)
  const asked = new Map<string, Promise<string[]>>()

  function once(key: string, ask: () => Promise<string[]>): Promise<string[]> {
    const answer = asked.get(key) ?? ask().catch(unlessAbsent)
    asked.set(key, answer)
    return answer
  }

  return {
    /** Each record as one string, because DNS transmits long ones in pieces. */
    txt: (name: string) =>
      once(`txt ${name}`, async () => (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''))),
    mx: (name: string) =>
      once(`mx ${name}`, async () => (await resolver.resolveMx(name)).map(({ exchange }) => exchange)),
  }
}

function unlessAbsent(error: NodeJS.ErrnoException): string[] {
  if (ABSENT.includes(error.code ?? '')) return []
  throw new DnsUnavailable(error.code === 'ETIMEOUT' ? 'no answer in time' : String(error.code))
}
