'use client'
import type { InputHTMLAttributes, ReactNode } from 'react'
import { useFormState } from '@/app/_ui/forms/form'

type Props = InputHTMLAttributes<HTMLInputElement> & {
  name: string
  label: string
  hint?: string
  /** Shown after the input. */
  note?: string
  /** Shown beside the input, inside its frame. */
  beside?: ReactNode
}

/** A labeled input, with its hint before it, and its note and its error after it. */
export function Field({ name, label, hint, note, beside, ...input }: Props) {
  const { field, errors } = useFormState()
  const error = errors[name]
  const described = [hint && `${name}-hint`, note && `${name}-note`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <div className="input">
        <input
          id={name}
          required
          {...(input.type === 'email' && { autoCapitalize: 'none', spellCheck: false })}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          {...input}
          {...field(name)}
        />
        {beside}
      </div>
      {note && (
        <p className="hint note" id={`${name}-note`}>
          {note}
        </p>
      )}
      {error && (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
