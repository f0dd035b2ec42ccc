import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { auth } from '../../auth'
import { LoginForm } from './form'

export default async function LoginPage() {
  if (await auth.api.getSession({ headers: await headers() })) redirect('/')
  return (
    <main>
      <h1>Log in</h1>
      <LoginForm />
    </main>
  )
}
