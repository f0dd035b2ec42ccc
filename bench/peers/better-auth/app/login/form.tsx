'use client'
import { createAuthClient } from 'better-auth/react'
import { type FormEvent, useState } from 'react'

const { signIn } = createAuthClient()

export function LoginForm() {
  const [message, setMessage] = useState('')

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const { error } = await signIn.email({ email: String(form.get('email')), password: String(form.get('password')) })
    setMessage(error ? (error.message ?? 'Refused') : 'Welcome')
  }

  return (
    <form onSubmit={submit}>
      <p>{message}</p>
      <label>
        Email <input name="email" type="email" />
      </label>
      <label>
        Password <input name="password" type="password" />
      </label>
      <button type="submit">Log in</button>
    </form>
  )
}
