import type { ConsoleActName } from '@/app/_http/staff/console-acts'
import { consoleAct } from '@/app/_http/staff/console-acts'
import type { Desk } from '@/app/_http/staff/desk'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { commands } from '@/lib/operator/commands'
import { actAction } from '../act'
import { GraveAct } from './grave-act'

type Props = {
  name: ConsoleActName
  desk: Desk
  /** The email that the act is about, and what tells it from the others to people who only hear the buttons. */
  mail?: { id: string; name: string }
}

/** The button of an act; what is grave opens first, and asks for a reason. */
export function ActForm({ name, desk, mail }: Props) {
  if (commands[name].declared.reason) return <GraveAct name={name} desk={desk} />
  return (
    <ButtonForm action={actAction}>
      <input type="hidden" name="command" value={name} />
      <input type="hidden" name="user" value={desk.shown.user.id} />
      {mail && <input type="hidden" name="mail" value={mail.id} />}
      <button type="submit">
        {consoleAct(name).button}
        {mail && <span className="unseen">{`: ${mail.name}`}</span>}
      </button>
    </ButtonForm>
  )
}
