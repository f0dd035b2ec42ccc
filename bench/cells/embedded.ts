import type { Cell, Lane } from '../cell'
import { load } from '../load'
import { rekey } from '../subjects/rekey'
import { inTurn, type Subject } from '../subjects/subject'

/** Rekey with its embedded database, to show when that is no longer enough. */
export const embedded: Cell = {
  name: 'embedded',
  title: 'The embedded database compared with PostgreSQL',
  async open(bench) {
    const inside = await rekey(bench, { hash: 'argon2id', database: 'pglite' })
    const beside = await rekey(bench, { hash: 'argon2id' })
    const lanes = [...lanesOf('embedded', inside), ...lanesOf('PostgreSQL', beside)]
    return { lanes, judge: () => [] }
  },
}

function lanesOf(name: string, { url, people, login, page, session, forgot, forgotStatus }: Subject): Lane[] {
  const next = inTurn(people)
  let client = 0
  const stranger = () => forgot(`nobody${client}@example.com`, client++)
  return [
    {
      name: `${name}, logins, 8 at once`,
      measure: (seconds) => load({ url, connections: 8, seconds, asks: () => login(next()) }),
    },
    {
      name: `${name}, session checks, 16 at once`,
      measure: (seconds) => load({ url, connections: 16, seconds, asks: session.bearer! }),
    },
    {
      name: `${name}, forgot password, 16 at once`,
      measure: (seconds) => load({ url, connections: 16, seconds, asks: stranger, expect: [forgotStatus] }),
    },
    {
      name: `${name}, login pages, 8 at once`,
      measure: (seconds) => load({ url, connections: 8, seconds, asks: { path: page } }),
    },
  ]
}
