import { ButtonForm } from '@/app/_ui/forms/button-form'
import { PlainField } from './plain-field'

type Props = {
  action: (form: FormData) => Promise<void>
  label: string
  hint: string
  text?: string
  autoFocus?: boolean
}

/** A search for people. What was typed is sent in the body, so that no URL, history or log has it. */
export function SearchForm({ action, label, hint, text, autoFocus }: Props) {
  return (
    <ButtonForm action={action} className="search" role="search" noValidate>
      <PlainField
        id="text"
        name="text"
        label={label}
        hint={hint}
        defaultValue={text}
        autoFocus={autoFocus}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        dir="auto"
        maxLength={254}
        enterKeyHint="search"
      />
      <button type="submit" className="main">
        Search
      </button>
    </ButtonForm>
  )
}
