import { appsSealedWith, replaceSealedApp } from '@/db/factors/authenticator-apps'
import { removeUnfinishedLogins } from '@/db/factors/unfinished-logins'
import { APP_SECRET_PURPOSE } from '@/lib/factors/app-secret'
import { resealRows, type SealedRows } from '@/lib/reseal-rows'

const sealedApps: SealedRows = { purpose: APP_SECRET_PURPOSE, find: appsSealedWith, replace: replaceSealedApp }

/** Removes the logins that nobody finished, of which some are told to the owner, and seals apps with the first secret. */
export async function tendTwoStep(): Promise<void> {
  while ((await removeUnfinishedLogins()) > 0);
  await resealRows(sealedApps)
}
