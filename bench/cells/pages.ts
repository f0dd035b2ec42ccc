import { atLeast, type Cell, type Lane } from '../cell'
import { load } from '../load'
import { betterAuth } from '../subjects/better-auth'
import { plainNext } from '../subjects/plain'
import { rekey } from '../subjects/rekey'

const AT_ONCE = 8

export const pages: Cell = {
  name: 'pages',
  title: `Login pages per second, ${AT_ONCE} at once, gzip`,
  async open(bench) {
    const lane = (name: string, url: string, path: string): Lane => {
      const asks = { path, headers: { 'accept-encoding': 'gzip' } }
      return { name, measure: (seconds) => load({ url, connections: AT_ONCE, seconds, asks }) }
    }
    const { url, page } = await rekey(bench, { hash: 'bcrypt' })
    const lanes = [lane('Rekey', url, page)]
    if (bench.hasPeer('plain')) {
      const plain = await plainNext(bench)
      lanes.push(lane('plain Next, dynamic', plain.url, '/dynamic'), lane('plain Next, static', plain.url, '/'))
    }
    if (bench.hasPeer('better-auth')) {
      const peer = await betterAuth(bench, 'scrypt')
      lanes.push(lane('Better Auth', peer.url, peer.page))
    }
    return {
      lanes,
      judge: (rounds) =>
        rounds.has('plain Next, dynamic')
          ? [
              atLeast(
                'Rekey compared with a plain dynamic Next page',
                rounds.ratio('Rekey', 'plain Next, dynamic', 'perSecond'),
                0.8,
              ),
            ]
          : [],
    }
  },
}
