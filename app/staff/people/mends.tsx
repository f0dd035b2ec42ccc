import { type ConsoleActName, consoleAct, isConsoleAct } from '@/app/_http/staff/console-acts'
import { type Desk, offeredActs } from '@/app/_http/staff/desk'
import type { Finding } from '@/lib/operator/diagnosis/finding'
import type { Mend } from '@/lib/operator/diagnosis/findings'
import { mayRun } from '@/lib/staff/may-run'
import { kinds } from '../emails/kinds'
import { ActForm } from './act-form'

/** What the console leaves to whoever has a shell on the server. */
const withShell: Record<Exclude<Mend, ConsoleActName>, string> = {
  'users settle': 'An operator with a shell on the server decides who owns the account:',
  'users reset-link': 'An operator with a shell on the server can make a link to hand over:',
  'users set-email': 'An operator with a shell on the server can change the email:',
  'users verify-email': 'An operator with a shell on the server can mark the email as verified:',
}

/** The acts that mend a finding: buttons for those that the member may do, and words for the others. */
export function Mends({ finding: { mends, mail }, desk }: { finding: Finding; desk: Desk }) {
  const offered = offeredActs(desk)
  const others = mends.filter((name) => !isConsoleAct(name))
  return (
    <>
      <div className="ways">
        {mends
          .filter((name) => isConsoleAct(name))
          .map((name) => {
            if (offered.includes(name) && (mail || !consoleAct(name).onEmail))
              return <ActForm key={name} name={name} desk={desk} mail={mail && aboutMail(name, mail)} />
            return mayRun(name, desk.member.role) ? null : <p key={name}>{consoleAct(name).askAdmin}</p>
          })}
      </div>
      {others.map((name) => (
        <p key={name} className="hint">
          {withShell[name]} <code>{`npx rekey ${name} ${desk.shown.user.id}`}</code>
        </p>
      ))}
    </>
  )
}

const aboutMail = (name: Mend, { id, kind }: NonNullable<Finding['mail']>) =>
  name === 'mail retry' ? { id, name: kinds[kind] } : undefined
