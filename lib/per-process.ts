const KEY = Symbol.for('rekey')
const shared = globalThis as typeof globalThis & { [KEY]?: Map<string, unknown> }

/**
 * What the process has once, made where it is first asked for. On globalThis, since hot reload and the several module
 * graphs of a server would each make one of their own.
 */
export function perProcess<T>(name: string, make: () => T): T {
  shared[KEY] ??= new Map()
  if (!shared[KEY].has(name)) shared[KEY].set(name, make())
  return shared[KEY].get(name) as T
}
