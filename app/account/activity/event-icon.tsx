import {
  AppWindow,
  Download,
  History,
  type IconNode,
  KeyRound,
  LogIn,
  LogOut,
  Mail,
  Shield,
  Trash2,
  User,
  UserPlus,
} from 'lucide'
import { Icon } from '@/app/_ui/icon'

/** The first pattern that fits the type of an event decides, so passwords come before emails. */
const drawings: [RegExp, IconNode][] = [
  [/^(register|created)/, UserPlus],
  [/^login/, LogIn],
  [/^(logout|sessions|app-logout)/, LogOut],
  [/^(name|phone)/, User],
  [/password/, KeyRound],
  [/^(not-me|contest|disabled|enabled|attempts)/, Shield],
  [/^account-deletion/, Trash2],
  [/^data/, Download],
  [/^app-/, AppWindow],
  [/email/, Mail],
]

export function EventIcon({ type }: { type: string }) {
  return <Icon drawing={drawings.find(([pattern]) => pattern.test(type))?.[1] ?? History} />
}
