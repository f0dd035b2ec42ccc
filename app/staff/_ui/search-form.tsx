import { ButtonForm } from '@/app/_ui/button-form'
import { searchAction } from '../people/action'
import { PlainField } from './plain-field'

type Props = { text?: string; autoFocus?: boolean }

/** Finds accounts. What was typed is sent in the body, so that no URL, history or log has it. */
export function SearchForm({ text, autoFocus }: Props) {
  return (
    <ButtonForm action={searchAction} className="search" role="search" noValidate>
      <PlainField
        id="text"
        name="text"
        label="Find an account"
        hint="An email, phone number or ID, or the beginning of an email or name."
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
