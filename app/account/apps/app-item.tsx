import { AppWindow } from 'lucide'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { Icon } from '@/app/_ui/icon'
import { Moment } from '@/app/_ui/times/moment'
import type { PublicApp } from '@/lib/apps/list-apps'
import { scopeWords } from '@/lib/apps/scope-words'
import { removeAppAction } from './action'

export function AppItem({ app: { id, name, scopes, since, last_used_at } }: { app: PublicApp }) {
  return (
    <li>
      <Icon drawing={AppWindow} />
      <div>
        <p className="first">
          <bdi>{name}</bdi>
        </p>
        <p className="hint">
          Can read {scopeWords(scopes)}
          <br />
          Connected <Moment at={since} />
          <br />
          Last used <Moment at={last_used_at} />
        </p>
      </div>
      <ButtonForm action={removeAppAction}>
        <input type="hidden" name="id" value={id} />
        <button type="submit">
          Remove access<span className="unseen">{` for ${name}`}</span>
        </button>
      </ButtonForm>
    </li>
  )
}
