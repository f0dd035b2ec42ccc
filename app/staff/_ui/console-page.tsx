import { ChartColumn, HeartPulse, House, Mail, ScrollText, Settings, UserRoundSearch, Users } from 'lucide'
import type { ReactNode } from 'react'
import { Icon } from '@/app/_ui/icon'
import { PageTitle } from '@/app/_ui/page-title'
import type { StaffSession } from '@/lib/staff/staff-session'

const pages = [
  ['/staff', 'Start', House, 'support'],
  ['/staff/people', 'People', UserRoundSearch, 'support'],
  ['/staff/emails', 'Emails', Mail, 'support'],
  ['/staff/figures', 'Figures', ChartColumn, 'support'],
  ['/staff/acts', 'Acts', ScrollText, 'admin'],
  ['/staff/health', 'Health', HeartPulse, 'admin'],
  ['/staff/settings', 'Settings', Settings, 'admin'],
  ['/staff/team', 'Team', Users, 'admin'],
] as const

/** The part of the console that a page belongs to. */
type Part = (typeof pages)[number][0]

type Props = {
  at: Part
  title: string
  /** What the page shows in place of its title, which a browser keeps in its history and so must name nobody. */
  heading?: ReactNode
  /** Something was refused. */
  failed?: boolean
  member: Pick<StaffSession, 'role'>
  children: ReactNode
}

/** A page of the console beside its navigation, which offers what the role may see. Plain links, because a prefetch would count as a look. */
export function ConsolePage({ at, title, heading = title, failed, member, children }: Props) {
  return (
    <>
      <PageTitle>{failed ? `Error: ${title}` : title}</PageTitle>
      <nav className="side" aria-label="Console">
        <ul>
          {pages
            .filter(([, , , right]) => right === 'support' || member.role === 'admin')
            .map(([path, name, drawing]) => (
              <li key={path}>
                <a href={path} aria-current={path === at ? 'page' : undefined}>
                  <Icon drawing={drawing} />
                  {name}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      <div id="content" tabIndex={-1}>
        <section className="card">
          <h1>{heading}</h1>
          {children}
        </section>
      </div>
    </>
  )
}
