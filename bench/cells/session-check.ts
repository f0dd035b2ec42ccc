import { atLeast, type Cell, type Lane } from '../cell'
import { load } from '../load'
import { betterAuth } from '../subjects/better-auth'
import { plainNext } from '../subjects/plain'
import { rekey } from '../subjects/rekey'

const AT_ONCE = 16

/** `/api/me`: the request that API clients send most. */
export const sessionCheck: Cell = {
  name: 'session-check',
  title: `Session checks per second, ${AT_ONCE} at once`,
  async open(bench) {
    const { url, session } = await rekey(bench, { hash: 'bcrypt' })
    const connections = AT_ONCE
    const lanes: Lane[] = [
      { name: 'Rekey, bearer', measure: (seconds) => load({ url, connections, seconds, asks: session.bearer! }) },
      { name: 'Rekey, cookie', measure: (seconds) => load({ url, connections, seconds, asks: session.cookie }) },
    ]
    if (bench.hasPeer('plain')) {
      const plain = await plainNext(bench)
      const asks = { path: '/answer' }
      lanes.push({
        name: 'plain route handler',
        measure: (seconds) => load({ url: plain.url, connections, seconds, asks }),
      })
    }
    if (bench.hasPeer('better-auth')) {
      const peer = await betterAuth(bench, 'scrypt')
      const asks = peer.session.cookie
      lanes.push({
        name: 'Better Auth, cookie',
        measure: (seconds) => load({ url: peer.url, connections, seconds, asks }),
      })
    }
    return {
      lanes,
      judge: (rounds) =>
        rounds.has('Better Auth, cookie')
          ? ['bearer', 'cookie'].map((by) => {
              const value = rounds.ratio(`Rekey, ${by}`, 'Better Auth, cookie', 'perSecond')
              return atLeast(`Rekey by ${by}, compared with Better Auth`, value, 2)
            })
          : [],
    }
  },
}
