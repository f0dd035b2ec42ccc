import { makeMissingNameKeys } from '@/db/operator/missing-name-keys'
import { isStopping } from '@/lib/process/stopping'

const AT_ONCE = 1_000

/**
 * Makes the keys of all names that an earlier version wrote, before an update or beside this version during a rolling restart, so
 * that operators find these accounts too. With millions of accounts this takes minutes, for which a process that stops does not wait.
 */
export async function tendNameKeys(): Promise<void> {
  while (!isStopping() && (await makeMissingNameKeys(AT_ONCE)) === AT_ONCE);
}
