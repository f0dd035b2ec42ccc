'use client'
import { Form } from '@/app/_ui/form'
import { PasswordField } from '@/app/_ui/password-field'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { UsernameForPasswordManagers } from '@/app/_ui/username'
import { chosenPasswordAction } from './action'

const rules = () => import('@/lib/email-verification/schema').then((schema) => schema.chosenPassword)

type Props = { site: string; title: string; button: string; link: string; email: string }

export function ChosenPasswordForm({ site, title, button, link, email }: Props) {
  const form = useServerForm(rules, chosenPasswordAction)
  return (
    <Form form={form} title={title} site={site}>
      <input type="hidden" name="link" value={link} />
      <UsernameForPasswordManagers email={email} />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password"
        hint="The one that you chose when you registered."
      />
      <SubmitButton>{button}</SubmitButton>
    </Form>
  )
}
