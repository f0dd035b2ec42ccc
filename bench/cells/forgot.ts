import { atLeast, atMost, type Cell, type Lane, median } from '../cell'
import { load, timesOf } from '../load'
import { betterAuth } from '../subjects/better-auth'
import { rekey } from '../subjects/rekey'
import { emailOf, inTurn, type Subject } from '../subjects/subject'

const AT_ONCE = 16

/** Whether the time of a reset request reveals who has an account, and how many requests are possible. */
export const forgot: Cell = {
  name: 'forgot',
  title: 'Forgot password',
  async open(bench) {
    const subjects: [string, Subject][] = [['Rekey', await rekey(bench, { hash: 'bcrypt' })]]
    if (bench.hasPeer('better-auth')) subjects.push(['Better Auth', await betterAuth(bench, 'scrypt')])
    return {
      lanes: subjects.flatMap(([name, subject]) => lanesOf(name, subject)),
      judge: (rounds) => {
        const apart = Math.abs(rounds.median('Rekey, one at a time', 'apart'))
        const verdicts = [atMost('Rekey: difference between the medians of known and unknown emails, %', apart, 2)]
        if (!rounds.has(`Better Auth, ${AT_ONCE} at once`)) return verdicts
        const value = rounds.ratio(`Rekey, ${AT_ONCE} at once`, `Better Auth, ${AT_ONCE} at once`, 'perSecond')
        return [...verdicts, atLeast('Rekey compared with Better Auth', value, 2)]
      },
    }
  },
}

function lanesOf(name: string, { url, people, forgot, forgotStatus }: Subject): Lane[] {
  const expect = [forgotStatus]
  const next = inTurn(people)
  let clients = 0
  const known = () => forgot(emailOf(next()), clients++)
  const unknown = () => forgot(`nobody${clients}@example.com`, clients++)
  return [
    {
      name: `${name}, one at a time`,
      async measure(seconds) {
        // They alternate on one connection, so that answers arrive in the order of the requests.
        let turn = 0
        const asks = () => (turn++ % 2 ? unknown() : known())
        const times = await timesOf({ url, connections: 1, seconds, asks, expect })
        const p50 = median(times.filter((_, index) => index % 2 === 0))
        const unknownP50 = median(times.filter((_, index) => index % 2 === 1))
        return { p50, unknownP50, apart: 100 * (unknownP50 / p50 - 1) }
      },
    },
    {
      name: `${name}, ${AT_ONCE} at once`,
      measure: (seconds) => load({ url, connections: AT_ONCE, seconds, asks: known, expect }),
    },
  ]
}
