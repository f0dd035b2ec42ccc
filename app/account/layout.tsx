import type { ReactNode } from 'react'
import { ButtonForm } from '@/app/_ui/button-form'
import { logoutAction } from './action'
import { AccountNavigation } from './navigation'
import './account.css'

/** Contains no personal data: each page decides who may see it. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="account">
      <div className="side">
        <AccountNavigation />
        <ButtonForm action={logoutAction}>
          <button type="submit">Log out</button>
        </ButtonForm>
      </div>
      <div id="content" tabIndex={-1}>
        {children}
      </div>
    </div>
  )
}
