import { type ConsoleActName, consoleAct } from '@/app/_http/staff/console-acts'
import { type Desk, offeredActs } from '@/app/_http/staff/desk'
import { commands } from '@/lib/operator/commands'
import { ActForm } from '../act-form'

/** The acts that no finding has offered already. */
export function OfferedActs({ desk }: { desk: Desk }) {
  const { shown, member } = desk
  if (member.user.id === shown.user.id)
    return <p>This is your own account. Ask another member of staff if something has to be changed here.</p>
  const isBeside = (name: ConsoleActName) => shown.diagnosis.some(({ mends }) => mends.some((mend) => mend === name))
  const names = offeredActs(desk).filter((name) => !consoleAct(name).onEmail && !isBeside(name))
  if (names.length === 0) return null
  return (
    <>
      <h2>What you can do</h2>
      <ul className="acts">
        {names.map((name) => (
          <OfferedAct key={name} name={name} desk={desk} />
        ))}
      </ul>
    </>
  )
}

function OfferedAct({ name, desk }: { name: ConsoleActName; desk: Desk }) {
  return (
    <li>
      {!commands[name].declared.reason && <p>{consoleAct(name).says}</p>}
      <ActForm name={name} desk={desk} />
    </li>
  )
}
