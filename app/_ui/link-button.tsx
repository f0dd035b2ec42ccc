import type { ReactNode } from 'react'
import { ButtonForm } from './button-form'
import { PageTitle } from './page-title'
import { Refusal } from './refusal'

type Props = {
  title: string
  /** The id of the link's row: the button acts on the link that this page was made for, or not at all. */
  link: string
  button: string
  action: (form: FormData) => Promise<void>
  refused?: string
  children: ReactNode
}

/** The page of a mailed link that one button uses: what it will do, and nothing done before it is pressed. */
export function LinkButton({ title, link, button, action, refused, children }: Props) {
  return (
    <section className="card">
      <PageTitle>{refused ? `Error: ${title}` : title}</PageTitle>
      <h1>{title}</h1>
      <Refusal>{refused}</Refusal>
      {children}
      <ButtonForm action={action}>
        <input type="hidden" name="link" value={link} />
        <button type="submit" className="main">
          {button}
        </button>
      </ButtonForm>
    </section>
  )
}
