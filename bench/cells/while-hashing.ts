import { atMost, type Cell, type Lane } from '../cell'
import { type Asked, load } from '../load'
import { betterAuth } from '../subjects/better-auth'
import { rekey } from '../subjects/rekey'
import { inTurn, type Subject } from '../subjects/subject'

const LOGINS = 32

/** Whether a page and a session check stay fast while people log in. */
export const whileHashing: Cell = {
  name: 'while-hashing',
  title: `A page and a session check, idle and while ${LOGINS} people log in`,
  async open(bench) {
    const subjects: [string, Subject][] = [['Rekey', await rekey(bench, { hash: 'bcrypt' })]]
    if (bench.hasPeer('better-auth')) {
      subjects.push(['Better Auth, scrypt', await betterAuth(bench, 'scrypt')])
      subjects.push(['Better Auth, bcryptjs', await betterAuth(bench, 'bcryptjs')])
    }
    return {
      lanes: subjects.flatMap(([name, subject]) => [
        ...pair(`${name}, page`, subject, { path: subject.page, headers: { 'accept-encoding': 'gzip' } }),
        ...pair(`${name}, session`, subject, subject.session.bearer ?? subject.session.cookie),
      ]),
      judge: (rounds) =>
        ['page', 'session'].map((what) => {
          const value = rounds.ratio(`Rekey, ${what}, busy`, `Rekey, ${what}, idle`, 'p99')
          return atMost(`Rekey, ${what}: p99 while ${LOGINS} log in, compared with idle`, value, 1.5)
        }),
    }
  },
}

function pair(name: string, subject: Subject, asks: Asked): Lane[] {
  const { url } = subject
  const probe = (seconds: number) => load({ url, connections: 1, seconds, asks })
  return [
    { name: `${name}, idle`, measure: probe },
    {
      name: `${name}, busy`,
      async measure(seconds) {
        const next = inTurn(subject.people)
        const asksLogin = () => subject.login(next())
        const flood = load({ url, connections: LOGINS, seconds, asks: asksLogin })
        const found = await probe(seconds)
        await flood
        // This login is answered after all that were in progress when the flood ended.
        await load({ url, connections: 1, amount: 1, asks: asksLogin })
        return found
      },
    },
  ]
}
