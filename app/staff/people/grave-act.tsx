import type { ConsoleActName } from '@/app/_http/staff/console-acts'
import { consoleAct } from '@/app/_http/staff/console-acts'
import type { Desk } from '@/app/_http/staff/desk'
import { enterPath } from '@/app/_http/staff/open-staff'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { commands } from '@/lib/operator/commands'
import { sealForMember } from '@/lib/staff/sealed-for-member'
import { PlainField } from '../_ui/plain-field'
import { actAction } from '../act'

type Props = { name: ConsoleActName; desk: Desk }

/** An act that asks for a reason, and for the email of the account if it is not easily undone. It opens without script. */
export async function GraveAct({ name, desk }: Props) {
  const { button, says } = consoleAct(name)
  const refused = desk.refused?.form === name ? desk.refused : undefined
  return (
    <details className="grave-act" open={refused !== undefined}>
      <summary>{button}</summary>
      <p>{says}</p>
      {desk.member.fresh ? <Fields {...{ name, desk, refused }} /> : <ConfirmFirst {...{ name, desk, refused }} />}
    </details>
  )
}

type Inside = Props & { refused: Desk['refused'] }

/** A console that was left open is not enough. What was typed comes back with the member. */
async function ConfirmFirst({ name, desk, refused }: Inside) {
  const typed = await sealForMember(desk.member.user.id, 'form', {
    form: name,
    typed: refused?.typed ?? {},
    faults: {},
  })
  return (
    <p>
      <a className="button" href={enterPath(`/staff/people/${desk.shown.user.id}?typed=${typed}`)}>
        Confirm it’s you first
      </a>
    </p>
  )
}

function Fields({ name, desk, refused }: Inside) {
  const { typed = {}, faults = {} } = refused ?? {}
  const { button, undo } = consoleAct(name)
  const id = name.replace(/\W/g, '-')
  return (
    <ButtonForm action={actAction} noValidate>
      <input type="hidden" name="command" value={name} />
      <input type="hidden" name="user" value={desk.shown.user.id} />
      <PlainField
        id={`${id}-reason`}
        name="reason"
        label="Reason"
        hint="A ticket number is best. Leave out names and emails, because the reason stays on record."
        defaultValue={typed.reason}
        fault={faults.reason}
        autoComplete="off"
        dir="auto"
      />
      {commands[name].declared.risk && (
        <PlainField
          id={`${id}-email`}
          name="email"
          label="Email of this account"
          hint={`${undo} Type the email to be sure that it is the right account.`}
          defaultValue={typed.email}
          fault={faults.email}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      )}
      <button type="submit" className="main grave">
        {button}
      </button>
    </ButtonForm>
  )
}
