import type { ReactNode } from 'react'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { AccountOwner } from '@/app/account/account-owner'
import { logoutAction } from '@/app/account/action'
import '@/app/account/account.css'
import './staff.css'
import './people/people.css'

/** Says who is at work; each page decides for itself who may see the rest. */
export default function StaffLayout({ children }: { children: ReactNode }) {
  return (
    <div className="account console">
      <div className="session">
        <AccountOwner />
        <ButtonForm action={logoutAction}>
          <button type="submit">Log out</button>
        </ButtonForm>
      </div>
      {children}
    </div>
  )
}
