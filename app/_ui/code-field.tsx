import { Field } from './field'

/** The code of an authenticator app: one field, so that it can be pasted and filled in, and of any length, because a code may be pasted with blanks. */
export function CodeField({ label = 'Code from your authenticator app', hint }: { label?: string; hint?: string }) {
  return <Field name="code" label={label} hint={hint} inputMode="numeric" autoComplete="one-time-code" />
}
