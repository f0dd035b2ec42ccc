/**
 * What a typed password may have been hashed as: composed (NFC), as we do it, and as it was typed, as most other systems
 * do it, since a Mac or a Vietnamese keyboard on Windows may type other bytes for the same letters. It depends on what
 * was typed alone, never on the account or its hash, so that the time of a refusal tells nothing of either; ASCII and
 * whatever else is composed already has one form.
 */
export function passwordForms(typed: string): [composed: string, ...typed: string[]] {
  const composed = typed.normalize('NFC')
  return composed === typed ? [composed] : [composed, typed]
}
