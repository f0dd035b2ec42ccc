import { SearchForm } from '../_ui/search-form'
import { searchAction } from './action'

/** Finds accounts by whatever is known of them. */
export function PeopleSearch(typed: { text?: string; autoFocus?: boolean }) {
  return (
    <SearchForm
      action={searchAction}
      label="Find an account"
      hint="An email, phone number or ID, or the beginning of an email or name."
      {...typed}
    />
  )
}
