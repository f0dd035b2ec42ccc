import { amountFor, ceiling, type Scheme } from '../ceiling'
import { atLeast, type Cell, type Lane } from '../cell'
import { load } from '../load'
import { betterAuth } from '../subjects/better-auth'
import { rekey } from '../subjects/rekey'
import { inTurn, type Subject } from '../subjects/subject'

const AT_ONCE = [1, 8, 32]
const PEER = 'better-auth'

type Wanted = { hash: 'bcrypt' | 'argon2id'; peer: { hash: 'scrypt' | 'bcryptjs'; least?: number }; least: number }

/** Logins per second, compared with the hashes per second that the machine can compute. */
function logins({ hash, peer, least }: Wanted): Cell {
  return {
    name: `logins-${hash}`,
    title: `Logins per second, ${hash}`,
    async open(bench) {
      const lanes: Lane[] = [
        {
          name: 'ceiling, one core',
          measure: async (s) => ceiling(hash, Math.round((await amountFor(hash, s, 2)) / 2), 1),
        },
        { name: 'ceiling, all cores', measure: async (s) => ceiling(hash, await amountFor(hash, s, 8)) },
        ...lanesOf('Rekey', await rekey(bench, { hash }), hash),
      ]
      if (bench.hasPeer(PEER)) {
        lanes.push({
          name: `ceiling of ${peer.hash}`,
          measure: async (s) => ceiling(peer.hash, await amountFor(peer.hash, s, 8)),
        })
        lanes.push(...lanesOf(`Better Auth, ${peer.hash},`, await betterAuth(bench, peer.hash), peer.hash))
      }
      return {
        lanes,
        judge: (rounds) => [
          ...AT_ONCE.map((many) => {
            const top = many === 1 ? 'ceiling, one core' : 'ceiling, all cores'
            const claim = `Rekey, ${many} at once, compared with the ceiling`
            return atLeast(claim, rounds.ratio(`Rekey ${many} at once`, top, 'perSecond'), least)
          }),
          ...(bench.hasPeer(PEER)
            ? [
                atLeast(
                  `Rekey compared with Better Auth (${peer.hash}), 32 at once`,
                  rounds.ratio('Rekey 32 at once', `Better Auth, ${peer.hash}, 32 at once`, 'perSecond'),
                  peer.least ?? 1,
                ),
              ]
            : []),
        ],
      }
    },
  }
}

/** A fixed number of logins, because the ceiling computes a fixed number of hashes. Both end with the last one. */
function lanesOf(name: string, { url, login, people }: Subject, scheme: Scheme): Lane[] {
  const next = inTurn(people)
  return AT_ONCE.map((connections) => ({
    name: `${name} ${connections} at once`,
    async measure(seconds) {
      const amount = await amountFor(scheme, connections === 1 ? seconds / 2 : seconds, connections)
      return load({ url, connections, amount, asks: () => login(next()) })
    },
  }))
}

export const bcryptLogins = logins({ hash: 'bcrypt', least: 0.97, peer: { hash: 'bcryptjs' } })
export const argon2idLogins = logins({ hash: 'argon2id', least: 0.85, peer: { hash: 'scrypt', least: 4 } })
