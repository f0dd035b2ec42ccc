import { appsSealedWith, replaceSealedApp } from '@/db/factors/authenticator-apps'
import { removeUnfinishedLogins } from '@/db/factors/logins/unfinished-logins'
import { appsSetAsideSealedWith, replaceSealedSetAside } from '@/db/factors/set-aside/apps-set-aside'
import { APP_SECRET_PURPOSE } from '@/lib/factors/codes/app-secret'
import { resealRows, type SealedRows } from '@/lib/secrets/reseal-rows'

const purpose = APP_SECRET_PURPOSE
const sealedApps: SealedRows = { purpose, find: appsSealedWith, replace: replaceSealedApp }
const setAside: SealedRows = { purpose, find: appsSetAsideSealedWith, replace: replaceSealedSetAside }

/** Removes the logins that nobody finished, of which some are told to the owner, and seals apps with the first secret. */
export async function tendTwoStep(): Promise<void> {
  while ((await removeUnfinishedLogins()) > 0);
  for (const apps of [sealedApps, setAside]) await resealRows(apps)
}
