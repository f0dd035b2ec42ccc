import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Sql, TransactionSql } from 'postgres'

type Work = (tx: TransactionSql) => Promise<unknown>
type Begin = (...asked: [...options: string[], work: Work]) => Promise<unknown>

/**
 * Keeps what is left of a transaction's work from a connection that was lost. The driver ends such a transaction by itself. If
 * anything were sent on the closed connection, even a commit or a rollback, the driver would throw an error that nobody can catch,
 * and the process would end (github.com/porsager/postgres/issues/1208).
 */
export function stopWhenLost(client: Sql): Sql {
  const begin = client.begin.bind(client) as Begin
  const whileOpen: Begin = (...asked) => {
    let isOver = false
    const done = begin(...until(() => isOver, asked))
    return done.finally(() => {
      isOver = true
    })
  }
  client.begin = whileOpen as typeof client.begin
  return client
}

/** What is asked of the driver, except that once the transaction is over, the work can send nothing more and gives no answer. */
function until(isOver: () => boolean, asked: unknown[]): Parameters<Begin> {
  const work = asked.at(-1) as Work
  const guarded: Work = async (tx) => {
    try {
      const result = await work(usable(tx, isOver))
      if (!isOver()) return result
    } catch (error) {
      // The error may be that of the lost connection. Node reports that it is closed up to two turns of the event loop later.
      await nextTurn()
      await nextTurn()
      if (!isOver()) throw error
    }
    // Neither result nor error, because the driver would answer with a commit or a rollback.
    return new Promise(() => {})
  }
  return [...asked.slice(0, -1), guarded] as Parameters<Begin>
}

/** `tx`, on which nothing can be begun once the transaction is over. */
function usable(tx: TransactionSql, isOver: () => boolean): TransactionSql {
  const check = () => {
    if (isOver()) throw new Error('the transaction is over')
  }
  return new Proxy(tx, {
    apply(target, self, values) {
      check()
      return Reflect.apply(target as never, self, values)
    },
    get(target, name) {
      check()
      if (name !== 'savepoint') return Reflect.get(target, name)
      return (...asked: unknown[]) => Reflect.apply(target.savepoint, target, until(isOver, asked))
    },
  })
}
