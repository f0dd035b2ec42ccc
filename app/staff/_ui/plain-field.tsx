import type { InputHTMLAttributes } from 'react'

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> & {
  /** Of its own on the page, where several forms may have a field of that name. */
  id: string
  name: string
  label: string
  hint?: string
  fault?: string
}

/** A labeled input of a form that works on the server alone, with its hint before it and what is wrong with it after it. */
export function PlainField({ id, label, hint, fault, ...input }: Props) {
  const described = [hint && `${id}-hint`, fault && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input id={id} aria-invalid={fault ? true : undefined} aria-describedby={described || undefined} {...input} />
      {fault && (
        <p className="error" id={`${id}-error`}>
          {fault}
        </p>
      )}
    </div>
  )
}
