'use client'
import { useRef } from 'react'
import { useFormState } from '@/app/_ui/forms/form'
import { PasskeyButton } from '@/app/_ui/passkeys/passkey-button'
import { WithoutScript } from '@/app/_ui/without-script'
import { secondStepOptionsAction } from './action'

type Props = { next: string; main: boolean }

export function UsePasskey({ next, main }: Props) {
  const { sendCredential } = useFormState()
  const place = useRef<HTMLDivElement>(null)
  return (
    <div ref={place}>
      <PasskeyButton
        load={() => secondStepOptionsAction(formWith(next))}
        give={(credential) => sendCredential(place.current!.closest('form')!, credential)}
        main={main}
      >
        Use a passkey
      </PasskeyButton>
      {main && <WithoutScript>Passkeys need JavaScript. Turn it on, or use a recovery code.</WithoutScript>}
    </div>
  )
}

function formWith(next: string): FormData {
  const form = new FormData()
  form.set('next', next)
  return form
}
