import type { ReactNode } from 'react'
import { PageTitle } from '@/app/_ui/page-title'
import { ButtonForm } from './button-form'
import { Refusal } from './refusal'

type Props = {
  title: string
  /** The ID of the link's row, so that the button acts only on the link this page was rendered for. */
  link: string
  button: string
  action: (form: FormData) => Promise<void>
  refused?: string
  children: ReactNode
}

/** The page of an emailed link with one button. It says what the button will do; nothing happens before it is pressed. */
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
