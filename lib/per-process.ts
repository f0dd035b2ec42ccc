const KEY = Symbol.for('rekey')
const shared = globalThis as typeof globalThis & { [KEY]?: Map<string, unknown> }

/**
 * A value that exists once in the process, created when it is first needed. It is on globalThis because hot reload and the
 * several module graphs of a server would each create their own.
 */
export function perProcess<T>(name: string, make: () => T): T {
  shared[KEY] ??= new Map()
  if (!shared[KEY].has(name)) shared[KEY].set(name, make())
  return shared[KEY].get(name) as T
}
