import type { ReactNode } from 'react'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { AccountOwner } from './account-owner'
import { logoutAction } from './action'
import { AccountNavigation } from './navigation'
import './account.css'

/** Says whose account it is; each page decides for itself who may see the rest. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="account">
      <div className="session">
        <AccountOwner />
        <ButtonForm action={logoutAction}>
          <button type="submit">Log out</button>
        </ButtonForm>
      </div>
      <AccountNavigation />
      <div id="content" tabIndex={-1}>
        {children}
      </div>
    </div>
  )
}
