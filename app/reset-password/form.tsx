'use client'
import { Form } from '@/app/_ui/form'
import { PasswordField } from '@/app/_ui/password-field'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { resetPasswordAction } from './action'

const rules = () => import('@/lib/password-reset/schema').then((schema) => schema.newPasswordFields)

export function ResetPasswordForm({ site, link, email }: { site: string; link: string; email: string }) {
  const form = useServerForm(rules, resetPasswordAction)
  return (
    <Form form={form} title="Choose a new password" site={site}>
      <input type="hidden" name="link" value={link} />
      {/* Not shown: tells a password manager whose entry to change. */}
      <input
        className="unseen"
        type="text"
        autoComplete="username"
        defaultValue={email}
        readOnly
        tabIndex={-1}
        aria-hidden
      />
      <PasswordField
        name="new_password"
        label="New password"
        autoComplete="new-password"
        hint="At least 8 characters. Several words are easy to remember."
      />
      <SubmitButton>Save new password</SubmitButton>
    </Form>
  )
}
