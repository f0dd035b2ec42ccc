import type { ReactNode } from 'react'
import { logoutAction } from './action'
import { AccountNavigation } from './navigation'
import './account.css'

/** Holds nothing of anybody: who may see a page is decided in each of them. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="account">
      <a className="skip" href="#settings">
        Skip to the settings
      </a>
      <div className="side">
        <AccountNavigation />
        <form action={logoutAction}>
          <button type="submit">Log out</button>
        </form>
      </div>
      <div id="settings" tabIndex={-1}>
        {children}
      </div>
    </div>
  )
}
