import { Field } from './field'

type Props = { label?: string; hint?: string; note?: string }

/** The code of an authenticator app: one field, so that it can be pasted and filled in, and of any length, because a code may be pasted with blanks. */
export function CodeField({ label = 'Code from your authenticator app', hint, note }: Props) {
  return <Field name="code" label={label} hint={hint} note={note} inputMode="numeric" autoComplete="one-time-code" />
}
