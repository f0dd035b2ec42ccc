/**
 * The forms in which a typed password may have been hashed: composed (NFC), as we do it, and as typed, as most other
 * systems do it. A Mac or a Vietnamese keyboard on Windows may send other bytes for the same letters. The result depends
 * only on what was typed, never on the account or its hash, so the time of a refusal reveals nothing about them. Text that
 * is already composed, such as ASCII, has one form.
 */
export function passwordForms(typed: string): [composed: string, ...typed: string[]] {
  const composed = typed.normalize('NFC')
  return composed === typed ? [composed] : [composed, typed]
}
