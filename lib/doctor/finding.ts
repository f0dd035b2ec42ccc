export type Level = 'ok' | 'hint' | 'warning' | 'fault'

/** What a check found: `check` is a stable code, `says` what is so, `mend` what to type or to write. */
export type Finding = { check: string; level: Level; says: string; mend?: string }

export function fine(check: string, says: string): Finding {
  return { check, level: 'ok', says }
}

/** Something to know; nothing breaks by it. */
export function hint(check: string, says: string, mend?: string): Finding {
  return { check, level: 'hint', says, ...(mend && { mend }) }
}

/** Works, until a day when it does not. */
export function warning(check: string, says: string, mend: string): Finding {
  return { check, level: 'warning', says, mend }
}

/** People or their accounts are harmed by it now. */
export function fault(check: string, says: string, mend: string): Finding {
  return { check, level: 'fault', says, mend }
}

/** `1 day`, `2 days`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
