export type Level = 'ok' | 'hint' | 'warning' | 'fault'

/** What a check found: `check` is a stable code, `says` describes it, `mend` is the fix to type or write. */
export type Finding = { check: string; level: Level; says: string; mend?: string }

export function fine(check: string, says: string): Finding {
  return { check, level: 'ok', says }
}

/** Good to know; nothing is broken. */
export function hint(check: string, says: string, mend?: string): Finding {
  return { check, level: 'hint', says, ...(mend && { mend }) }
}

/** Works now, but may fail later. */
export function warning(check: string, says: string, mend: string): Finding {
  return { check, level: 'warning', says, mend }
}

/** Users or their accounts are affected now. */
export function fault(check: string, says: string, mend: string): Finding {
  return { check, level: 'fault', says, mend }
}

/** `1 day`, `2 days`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
