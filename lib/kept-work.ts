import { perProcess } from './per-process'

type State<T> = { running?: Promise<T>; kept?: { value: T; until: number } }

/** Work that a process does once at a time: whoever asks meanwhile gets the same result, which is kept for a while. */
export function keptWork<T>(name: string, seconds: number) {
  const state = () => perProcess(`kept ${name}`, (): State<T> => ({}))
  /** The result of the last time; undefined once it is not kept any more. */
  const last = (): T | undefined => {
    const { kept } = state()
    return kept && Date.now() < kept.until ? kept.value : undefined
  }
  const begin = async (work: () => Promise<T>): Promise<T> => {
    try {
      const value = await work()
      state().kept = { value, until: Date.now() + seconds * 1000 }
      return value
    } finally {
      state().running = undefined
    }
  }
  const run = async (work: () => Promise<T>): Promise<T> => {
    const known = last()
    if (known !== undefined) return known
    state().running ??= begin(work)
    return state().running!
  }
  return { last, run }
}
